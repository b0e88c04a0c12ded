import { defineForm, text } from './form-definition.ts';

/** Why a task by hand cannot be done. */
export const notPossibleForm = defineForm('task-not-possible', {
  fields: { reason: { ...text, required: true } },
  prefill: () => ({}),
  action(subject, { reason }) {
    if (reason.length > 500) return { problems: { reason: 'reason-too-long' } };
    return { type: 'task-not-possible', ...subject, reason };
  },
  command: (_, { app, account, reason }) => ({
    verb: 'remove',
    words: [app, account],
    flags: ['not-possible'],
    filters: { reason },
  }),
});
