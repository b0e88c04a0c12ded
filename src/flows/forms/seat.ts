import { addDays } from '../../domain/day.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { today } from '../context.ts';
import { LONGEST_SNOOZE } from '../decide/snooze.ts';
import { defineForm, futureDay } from './form-definition.ts';

/* What the person who was asked about a seat fills in. The form's `account` is the number of the question. */

export const seatUntilForm = defineForm('seat-until', {
  on: 'question',
  fields: {
    until: {
      ...futureDay,
      required: true,
      check: (value, now) =>
        futureDay.check(value, now) ?? (value > addDays(now, LONGEST_SNOOZE) ? 'too-late' : null),
    },
  },
  prefill: (context) => ({ until: { value: addDays(today(context), 30) } }),
  action: ({ account }, { until }) => ({ type: 'seat-until', question: Number(account), until }),
  command: (_, { question, until }) => ({ verb: 'asked', words: [String(question)], filters: { until } }),
});

export const seatGiveForm = defineForm('seat-give', {
  on: 'question',
  fields: {
    person: {
      input: { type: 'person' },
      required: true,
      check: (ref) => (/^[1-9]\d{0,15}$/.test(ref) ? null : 'invalid'),
    },
  },
  prefill: () => ({}),
  action: ({ account }, { person }) => ({
    type: 'seat-give',
    question: Number(account),
    person: Number(person),
  }),
  command({ store }, { question, person: ref }) {
    const person = personByRef(store, replacementOf(store, ref));
    const give = person?.email ?? person?.name ?? String(ref);
    return { verb: 'asked', words: [String(question)], filters: { give } };
  },
});
