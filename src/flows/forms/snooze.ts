import { addDays } from '../../domain/day.ts';
import { today } from '../context.ts';
import { defineForm, futureDay } from './form-definition.ts';

export const snoozeForm = defineForm('snooze', {
  fields: { until: { ...futureDay, required: true } },
  prefill: (context) => ({ until: { value: addDays(today(context), 7) } }),
  action: (subject, { until }) => ({ type: 'snooze', ...subject, until }),
  command: (_, { app, account, until }) => ({ verb: 'snooze', words: [app, account], filters: { until } }),
});
