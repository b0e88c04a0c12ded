import type { Question, Way } from './way.ts';

const KEY: Question = {
  key: 'serviceAccount',
  what: 'the path of the JSON key of the service account',
  where: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
  kind: 'secret-file',
};

const CUSTOMER: Question = {
  key: 'customer',
  what: 'the customer ID, where the service account has an admin role itself or belongs to another customer',
  example: 'C01abc2de',
  where: 'https://admin.google.com/ac/accountsettings/profile',
  optional: true,
};

/** Google Workspace as an app, and Google as a roster. */
export const GOOGLE_WAYS: readonly Way[] = [
  {
    name: 'with a service account that asks in the name of an admin (domain-wide delegation)',
    questions: [
      KEY,
      {
        key: 'admin',
        what: 'the address of the admin in whose name it asks',
        example: 'it@acme.co',
        where: 'https://admin.google.com/ac/owl/domainwidedelegation',
      },
      CUSTOMER,
    ],
  },
  { name: 'with a service account that has an admin role itself', questions: [KEY, CUSTOMER] },
];
