import { KNOWN_REASONS } from '../../domain/action.ts';
import { defineForm, futureDay, text } from './form-definition.ts';

/** The same for a finding on a subscription. */
export const knownSubscriptionForm = defineForm('known-subscription', {
  on: 'subscription',
  fields: { reason: { ...text, required: true }, until: futureDay },
  prefill: () => ({}),
  action({ app, account }, { reason, until }) {
    if (reason.length > 500) return { problems: { reason: 'reason-too-long' } };
    return { type: 'known-subscription', app, subscription: account, reason, until };
  },
  command: (_, { app, subscription, reason, until }) => ({
    verb: 'known',
    words: [app, subscription, reason],
    filters: { until },
  }),
});

export const knownForm = defineForm('known', {
  fields: {
    reason: {
      input: { type: 'choice', choices: KNOWN_REASONS, ownWords: { choice: 'other', field: 'note' } },
      required: true,
    },
    note: text,
    until: futureDay,
  },
  prefill: () => ({}),
  action(subject, { reason: chosen, note, until }) {
    const isOther = chosen === 'other';
    if (isOther && note === null) return { problems: { note: 'missing' } };
    const reason = [isOther ? null : chosen, note].filter((part) => part !== null).join(': ');
    if (reason.length > 500) return { problems: { note: 'reason-too-long' } };
    return { type: 'known', ...subject, reason, until };
  },
  command: (_, { app, account, reason, until }) => ({
    verb: 'known',
    words: [app, account, reason],
    filters: { until },
  }),
});
