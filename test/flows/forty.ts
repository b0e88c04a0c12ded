import { accounts, company, people, range, seats, staff } from '../support/company.ts';

/** Forty people with a seat each, after the first sync and its messages. */
export async function opened() {
  const acme = company({ roster: people(...staff(40)), apps: { figma: accounts(...seats(40)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office };
}

export type Opened = Awaited<ReturnType<typeof opened>>;

/** Everything about accounts and people that an admin can see. */
export const snapshot = ({ office }: Opened) => ({
  accounts: office.values(
    'SELECT json_array(external_id, email, status, concern, gone_at) FROM account WHERE first_run <= (SELECT sealed_run FROM source WHERE id = app) ORDER BY external_id',
  ),
  people: office.values(
    'SELECT json_array(external_id, email, status, gone_at) FROM person ORDER BY external_id',
  ),
  findings: office.values('SELECT json_array(account, closed_at) FROM finding ORDER BY account'),
});

export const lost = (count: number) => accounts(...seats(40).slice(count));
export const status = async ({ office }: Opened) =>
  (await office.sync()).map(({ id, result }) => `${id} ${result.status}`);
export const strangers = (count: number) => range(count).map((n) => `x${n},x${n}@acme.example`);
export const leavers = (count: number) =>
  people(...staff(40, (n) => (n <= count ? 'offboarded,,2026-03-01' : 'active')));
