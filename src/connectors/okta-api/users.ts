import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';
import type { OktaClient } from './client.ts';
import { isOtherOrganisation } from './organisation.ts';

/** https://developer.okta.com/docs/reference/api/users/#user-status */
const STATUSES = [
  'ACTIVE',
  'STAGED',
  'PROVISIONED',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'DEPROVISIONED',
] as const;

const Text = z.string().nullish();

/** Dates are ISO 8601. */
const User = z.object({
  id: Id,
  status: z.enum(STATUSES),
  created: Text,
  statusChanged: Text,
  lastLogin: Text,
  profile: z.object({
    login: Text,
    email: Text,
    secondEmail: Text,
    firstName: Text,
    lastName: Text,
    displayName: Text,
    title: Text,
    employeeNumber: Text,
    department: Text,
    manager: Text,
    managerId: Text,
    userType: Text,
  }),
  _links: z.object({ self: z.object({ href: Text }).nullish() }).nullish(),
});

export type OktaUser = z.infer<typeof User>;

/** One user, from the answer that holds it. */
export function readUser(answer: HttpAnswer): OktaUser {
  return answer.json(User);
}

/** The most that Okta gives at once. */
const PAGE_SIZE = 200;

/** A plain list leaves out DEPROVISIONED, and `search` lags by some seconds: a filter that names every status has neither problem. */
const EVERY_STATUS = STATUSES.map((status) => `status eq "${status}"`).join(' or ');

/** Leaves out the parts that we do not read and that cost Okta most. */
const LEAN = {
  'content-type':
    'application/json; okta-response=omitCredentials,omitCredentialsLinks,omitTransitioningToStatus',
};

/** Every user of the organisation, leavers included. */
export function listUsers({ api, app, host: asked }: OktaClient): AsyncGenerator<readonly OktaUser[]> {
  let home: string | null = null;
  /** With a custom domain the links may name another host than the one that is asked, but always the same one. */
  function ofOneOrganisation(answer: HttpAnswer, users: readonly OktaUser[]): readonly OktaUser[] {
    for (const { id, _links: links } of users) {
      const host = hostOf(links?.self?.href);
      if (host === null) continue;
      home ??= host;
      if (isOtherOrganisation(host, asked))
        throw answer.unexpected(
          `lists users of ${host} where ${asked} was asked; check url, and the proxy if there is one`,
        );
      if (host !== home) throw answer.unexpected(`lists user ${id} of ${host} among those of ${home}`);
    }
    return users;
  }
  return readList({
    app,
    api,
    first: `users?${new URLSearchParams({ limit: String(PAGE_SIZE), filter: EVERY_STATUS })}`,
    send: { headers: LEAN },
    rows: (answer) => ofOneOrganisation(answer, answer.json(z.array(User))),
    next: nextByLink(),
  });
}

function hostOf(href: string | null | undefined): string | null {
  return href != null && URL.canParse(href) ? new URL(href).host : null;
}
