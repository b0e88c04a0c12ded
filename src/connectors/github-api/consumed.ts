import { z } from 'zod';
import { readList } from '../paging/list.ts';
import type { GithubClient } from './client.ts';
import { nextOfPromised, PAGE_SIZE } from './lists.ts';

const Text = z.string().nullish();
const Texts = z.array(z.string()).nullish();

/** A license that one person uses up in the enterprise. It has no id and no activity, so it is joined by login within one read. */
const License = z.object({
  github_com_login: Text,
  github_com_name: Text,
  enterprise_server_user_ids: Texts,
  license_type: Text,
  github_com_member_roles: Texts,
  github_com_enterprise_roles: Texts,
  github_com_verified_domain_emails: Texts,
  github_com_saml_name_id: Text,
  github_com_orgs_with_pending_invites: Texts,
  /** An empty text where there is no account at github.com. */
  github_com_two_factor_auth: z.union([z.boolean(), z.string()]).nullish(),
  enterprise_server_emails: Texts,
  visual_studio_license_status: Text,
  visual_studio_subscription_email: Text,
});
export type License = z.infer<typeof License>;

const Page = z.object({
  total_seats_consumed: z.number().int().nullish(),
  total_seats_purchased: z.number().int().nullish(),
  users: z.array(License),
});

export interface Seats {
  readonly consumed: number | null;
  readonly purchased: number | null;
}

export interface Consumed {
  readonly seats: Seats;
  /** By login, in lower case; licenses without a login are in `others`. */
  readonly byLogin: Map<string, License>;
  readonly others: readonly License[];
}

/** Who uses up licenses of the enterprise. https://docs.github.com/enterprise-cloud@latest/rest/enterprise-admin/licensing */
export async function readConsumed(client: GithubClient, enterprise: string): Promise<Consumed> {
  const { api, app } = client;
  const path = (page: number) =>
    `enterprises/${enterprise}/consumed-licenses?per_page=${PAGE_SIZE}&page=${page}`;
  const promised = nextOfPromised();
  let before = '';
  let seats: Seats = { consumed: null, purchased: null };
  const list = readList({
    app,
    api,
    first: path(1),
    rows: (answer) => {
      const { users, total_seats_consumed, total_seats_purchased } = answer.json(Page);
      seats = { consumed: total_seats_consumed ?? null, purchased: total_seats_purchased ?? null };
      return users;
    },
    next: (answer, asked, number) => {
      if (answer.headers.has('link')) return promised(answer, asked, number);
      const { users } = answer.json(Page);
      const isAgain = answer.text() === before;
      before = answer.text();
      // Without links, only an empty page is the end. A server that does not know pages sends its only page again.
      if (users.length === 0 || (isAgain && users.length < PAGE_SIZE)) return null;
      if (isAgain)
        throw answer.unexpected('gives the same page again, so the list cannot be read completely');
      return path(number + 1);
    },
  });
  const byLogin = new Map<string, License>();
  const others: License[] = [];
  for await (const page of list)
    for (const license of page) {
      const login = license.github_com_login?.trim().toLowerCase() ?? '';
      if (login === '') others.push(license);
      else byLogin.set(login, license);
    }
  return { seats, byLogin, others };
}

/** How many seats there are, without their holders. */
export async function readSeats({ api }: GithubClient, enterprise: string): Promise<Seats> {
  const page = await api.get(`enterprises/${enterprise}/consumed-licenses?per_page=1`, Page);
  return { consumed: page.total_seats_consumed ?? null, purchased: page.total_seats_purchased ?? null };
}
