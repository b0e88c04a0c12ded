import { defineForm, email, futureDay, text } from './form-definition.ts';

export const addPersonForm = defineForm('add-person', {
  fields: {
    name: { ...text, required: true },
    email: { ...email, required: true },
    department: text,
    manager: text,
    endDate: futureDay,
  },
  prefill: (_, target) => ({
    name: { value: target?.stored.account.name ?? null },
    email: { value: target?.stored.account.emails[0] ?? null },
  }),
  action: (subject, values) => ({ type: 'add-person', ...subject, ...values }),
  command: (_, { app, account, name, email, department, manager, endDate }) => ({
    verb: 'add',
    words: [app, account],
    filters: { name, email, department, manager, end: endDate },
  }),
});
