import { addDays } from '../../domain/day.ts';
import { today } from '../context.ts';
import { LONGEST_SNOOZE } from '../decide/snooze.ts';
import { defineForm, type FieldDefinition, futureDay } from './form-definition.ts';

const within = {
  ...futureDay,
  required: true,
  check: (value, today) =>
    futureDay.check(value, today) ?? (value > addDays(today, LONGEST_SNOOZE) ? 'too-late' : null),
} as const satisfies FieldDefinition;

/** The same for a finding on a subscription. */
export const snoozeSubscriptionForm = defineForm('snooze-subscription', {
  on: 'subscription',
  fields: { until: within },
  prefill: (context) => ({ until: { value: addDays(today(context), 7) } }),
  action: ({ app, account }, { until }) => ({
    type: 'snooze-subscription',
    app,
    subscription: account,
    until,
  }),
  command: (_, { app, subscription, until }) => ({
    verb: 'snooze',
    words: [app, subscription],
    filters: { until },
  }),
});

export const snoozeForm = defineForm('snooze', {
  fields: { until: within },
  prefill: (context) => ({ until: { value: addDays(today(context), 7) } }),
  action: (subject, { until }) => ({ type: 'snooze', ...subject, until }),
  command: (_, { app, account, until }) => ({ verb: 'snooze', words: [app, account], filters: { until } }),
});
