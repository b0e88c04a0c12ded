import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The days of a company whose roster and 31 apps are behind HTTP servers: 32 reads are under way in every sync. */
const APPS = 31;
const PEOPLE = 40;
export const PAGE = 3;

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const idOf = (n) => `app${String(n).padStart(2, '0')}`;
const user = (id, address, active = true) => ({ id, address, active });
const staff = (left = []) =>
  numbers(PEOPLE).map((n) => user(`P${n}`, `p${n}@acme.example`, !left.includes(n)));
/** Five people of the roster, others in each app, and one account in five apps that nobody knows. */
const seats = (n) => [
  ...numbers(5).map((k) => {
    const who = ((n * 3 + k * 5) % PEOPLE) + 1;
    return user(`${idOf(n)}-${k}`, `p${who}@acme.example`);
  }),
  ...(n % 6 === 0 ? [user(`${idOf(n)}-team`, `team${n}@acme.example`)] : []),
];
/** Large enough to be held when it shrinks. */
const LARGE = numbers(14).map((n) => user(`app07-${n}`, `p${n}@acme.example`));

const ordinary = Object.fromEntries(numbers(APPS).map((n) => [idOf(n), seats(n)]));
const FIRST = { roster: staff(), ...ordinary, app07: LARGE };
const LEAVERS = { roster: staff([3, 17, 22]) };
const CHANGES = Object.fromEntries(
  numbers(APPS)
    .filter((n) => n % 3 === 0)
    .map((n) => [idOf(n), [...seats(n).slice(1), user(`${idOf(n)}-new`, `p${n}@acme.example`)]]),
);

/** `lists`: what changes on the servers; `'forbidden'` answers 403. */
export const STEPS = [
  // The first read of a roster writes from a second thread, so it is a step of its own.
  { at: '2026-03-02T09:00:00Z', sync: 'none', lists: FIRST },
  { at: '2026-03-02T09:01:00Z', sync: null },
  { at: '2026-03-02T09:02:00Z', deliver: true },
  {
    at: '2026-03-02T10:00:00Z',
    press: { type: 'known', app: 'app06', account: 'app06-team', reason: 'group alias', until: null },
  },
  {
    at: '2026-03-02T11:00:00Z',
    sync: null,
    lists: { ...LEAVERS, ...CHANGES, app05: 'forbidden', app07: LARGE.slice(11) },
  },
  { at: '2026-03-02T11:01:00Z', deliver: true },
  { at: '2026-03-02T12:00:00Z', press: { type: 'accept-run' } },
  { at: '2026-03-02T12:01:00Z', deliver: true },
  // Half a roster is held, and the apps are judged by the one before.
  {
    at: '2026-03-03T09:00:00Z',
    sync: null,
    lists: {
      roster: staff().slice(0, 18),
      app05: seats(5).slice(2),
      app10: 'forbidden',
      app11: seats(11).slice(1),
    },
  },
  { at: '2026-03-03T09:01:00Z', deliver: true },
  { at: '2026-03-04T09:00:00Z', sync: null, lists: { roster: staff([3]), ...ordinary, app07: LARGE } },
  { at: '2026-03-04T09:01:00Z', deliver: true },
];

/** What is on the servers while the company plays this step. */
export function listsAt(step) {
  return Object.assign({}, ...STEPS.slice(0, step + 1).map(({ lists }) => lists));
}

/** Writes seatkeeper.yaml, which tells the server which company asks. */
export function configure(directory, origins) {
  const settings = (id, n) =>
    `baseUrl: "${origins[n % origins.length]}/${id}/", token: "\${TOKEN}", pageSize: ${PAGE}, trustTotal: true, headers: { x-company: ${JSON.stringify(directory)} }`;
  const apps = numbers(APPS).map(
    (n) => `  - { id: ${idOf(n)}, connector: scim, settings: { ${settings(idOf(n), n)} } }`,
  );
  writeFileSync(
    join(directory, 'seatkeeper.yaml'),
    `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
network: { allow: ${JSON.stringify(origins)} }
roster: [{ source: scim, id: roster, groups: false, ${settings('roster', 0)} }]
apps:
${apps.join('\n')}
`,
  );
}
