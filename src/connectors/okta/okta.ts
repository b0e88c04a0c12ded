import type { z } from 'zod';
import { defineConnector } from '../base/connector.ts';
import { accountOf, OKTA_COLUMNS } from './account.ts';
import { oktaClient } from './client.ts';
import { OKTA_REMOVAL } from './removal.ts';
import { OKTA_RIGHTS, OKTA_SCOPES } from './rights.ts';
import { proveSeesEverybody } from './sees-everybody.ts';
import { OktaServer, oneCredential } from './settings.ts';
import { listUsers } from './users.ts';

const Settings = OktaServer.superRefine(oneCredential);

/** Okta, as an app: who has an account there. https://developer.okta.com/docs/api/ */
export const okta = defineConnector<z.infer<typeof Settings>>({
  id: 'okta',
  name: 'Okta',
  settings: Settings,
  rights: OKTA_RIGHTS,
  plans: [],
  removal: OKTA_REMOVAL,
  requestsPer1000: {
    per1000: 5,
    besides: 1,
    note: 'Okta gives about 600 a minute, and a token half of them.',
  },
  columns: OKTA_COLUMNS,
  reports: {
    email: {
      level: 'always',
      note: 'The second address counts only at a domain of the company: it is often a private one.',
    },
    lastActive: {
      level: 'exact',
      note: 'The last sign-in to Okta itself. Whoever works only in a program that stays signed in has an old one, or none.',
    },
    subscriptions: { level: 'no', note: 'Okta does not say how many users were bought.' },
    groups: { level: 'no', note: 'Read by the roster source okta.' },
  },
  connect(settings, io) {
    const client = oktaClient(settings, io, OKTA_SCOPES);
    return {
      async check() {
        await proveSeesEverybody(client);
        return [];
      },
      async *accounts() {
        await proveSeesEverybody(client);
        for await (const users of listUsers(client)) yield users.map((user) => accountOf(user, io.domains));
      },
      usage: () => client.meter.usage(),
    };
  },
});
