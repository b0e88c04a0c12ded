/**
 * The days of a small company, as files that change and admins who click. Every step can be repeated after a crash:
 * files are written whole, a click first checks whether it was done, and a sync may run twice.
 */
const PEOPLE = 'id,email,aliases,usernames,name,status,start_date,end_date';
const ACCOUNTS = 'id,email,aliases,username,name,state,kind,role,licenses,last_active';
const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const csv = (header, rows) =>
  `${[header, ...rows.map((row) => row + ','.repeat(header.split(',').length - row.split(',').length))].join('\n')}\n`;
const staff = (status = () => 'active') =>
  numbers(16).map((n) => `P${n},p${n}@acme.example,,,Person ${n},${status(n)}`);
const left = (...who) => staff((n) => (who.includes(n) ? 'offboarded,,2026-03-01' : 'active'));
const seats = (prefix, from, to) =>
  numbers(to)
    .slice(from - 1)
    .map((n) => `${prefix}${n},p${n}@acme.example,,,,,,member,Full,2026-02-2${n % 8}`);
const FIGMA = [
  ...seats('f', 1, 14),
  'team,it-team@acme.example',
  'dee,dee@acme.example',
  'home,grace@home.example',
];
const ZOOM = [...seats('z', 1, 16), 'zdee,dee+zoom@acme.example'];

export const FILES = {
  'seatkeeper.yaml': `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster: [{ source: csv, file: roster.csv }]
apps:
  - { id: figma, connector: csv, settings: { accounts: figma.csv, subscriptions: figma-licenses.csv } }
  - { id: zoom, connector: csv, settings: { accounts: zoom.csv } }
`,
  'figma-licenses.csv':
    'sku,product,purchased,consumed,unit_price,currency,term\nFULL,Full,20,14,45,USD,monthly\n',
  'roster.csv': csv(PEOPLE, staff()),
  'figma.csv': csv(ACCOUNTS, FIGMA),
  'zoom.csv': csv(ACCOUNTS, ZOOM),
};

const roster = (rows) => ({ 'roster.csv': csv(PEOPLE, rows) });
const figma = (rows) => ({ 'figma.csv': csv(ACCOUNTS, rows) });
const zoom = (rows) => ({ 'zoom.csv': csv(ACCOUNTS, rows) });
const dee = { name: 'Dee Ray', email: null, department: null, manager: null, endDate: null };
const of = (account) => ({ app: 'figma', account });
const renamed = FIGMA.map((row) => row.replace('p4@acme.example', 'p4.new@acme.example'));
const relicensed = [
  ...renamed
    .slice(2)
    .map((row, n) =>
      n % 3 === 0 ? row.replace(',Full,', ',Full;Dev,') : n % 3 === 1 ? row.replace(',Full,', ',View,') : row,
    ),
  ...seats('g', 1, 4),
];
const DIGEST = '0 9 * * 1';

/** `zoom` comes last in every sync, so that its held read is the last thing such a step writes. */
export const STEPS = [
  { at: '2026-03-02T09:00:00Z', plan: { schedule: DIGEST, next: '2026-03-09T08:00:00Z' } },
  { at: '2026-03-02T09:00:00Z', sync: {} },
  { at: '2026-03-02T09:01:00Z', deliver: true },
  {
    at: '2026-03-02T10:00:00Z',
    press: { type: 'known', ...of('team'), reason: 'group alias', until: '2026-03-05' },
  },
  { at: '2026-03-02T10:01:00Z', press: { type: 'add-person', ...of('dee'), ...dee } },
  { at: '2026-03-02T10:02:00Z', deliver: true },
  { at: '2026-03-02T10:03:00Z', press: { type: 'link', ...of('home') }, person: 'p5@acme.example' },
  { at: '2026-03-02T10:04:00Z', deliver: true },
  { at: '2026-03-02T11:00:00Z', sync: { ...roster(left(3, 6)), ...figma(renamed.slice(1)) } },
  { at: '2026-03-02T11:01:00Z', deliver: true },
  { at: '2026-03-02T11:02:00Z', press: { type: 'snooze', ...of('f3'), until: '2026-03-04' } },
  { at: '2026-03-02T11:03:00Z', deliver: true },
  {
    at: '2026-03-02T12:00:00Z',
    sync: { ...figma(renamed.filter((row) => !row.startsWith('f6,'))), ...zoom(ZOOM.slice(8)) },
  },
  { at: '2026-03-02T12:01:00Z', deliver: true },
  { at: '2026-03-02T13:00:00Z', sync: {} },
  { at: '2026-03-02T13:01:00Z', press: { type: 'accept-run' } },
  { at: '2026-03-02T13:02:00Z', deliver: true },
  { at: '2026-03-03T09:00:00Z', sync: roster(left(3, 6, 7, 8, 9, 10, 11)) },
  { at: '2026-03-03T09:01:00Z', deliver: true },
  { at: '2026-03-03T09:02:00Z', press: { type: 'accept-run' } },
  { at: '2026-03-03T09:03:00Z', deliver: true },
  { at: '2026-03-03T10:00:00Z', sync: { ...figma(['f1,not an address']), ...zoom(ZOOM.slice(14)) } },
  { at: '2026-03-03T10:01:00Z', deliver: true },
  { at: '2026-03-03T10:02:00Z', press: { type: 'keep-last-good' } },
  { at: '2026-03-03T10:03:00Z', deliver: true },
  { at: '2026-03-05T09:00:00Z', sync: { ...figma(renamed), ...zoom(ZOOM.slice(7)) } },
  { at: '2026-03-05T09:01:00Z', deliver: true },
  {
    at: '2026-03-06T09:00:00Z',
    sync: roster([...left(3, 6, 7, 8, 9, 10, 11), 'P20,dee@acme.example,,,Dee Rayburn,active']),
  },
  { at: '2026-03-06T09:01:00Z', deliver: true },
  { at: '2026-03-09T09:30:00Z', plan: { schedule: DIGEST, next: '2026-03-16T08:00:00Z' } },
  { at: '2026-03-09T09:31:00Z', deliver: true },
  { at: '2026-03-09T10:00:00Z', sync: {} },
  { at: '2026-03-09T10:01:00Z', deliver: true },
  // Licenses are given, taken and exchanged, and seats come and go, in one read.
  { at: '2026-03-09T11:00:00Z', sync: figma(relicensed) },
  { at: '2026-03-09T11:01:00Z', deliver: true },
  { at: '2026-03-09T12:00:00Z', sync: figma(renamed) },
  { at: '2026-03-09T12:01:00Z', deliver: true },
  // The clock is set back by a day, then a year ahead for a moment, in which a digest is due.
  { at: '2026-03-08T12:30:00Z', jump: -86_400_000 },
  { at: '2026-03-08T12:31:00Z', deliver: true },
  { at: '2026-03-08T13:00:00Z', sync: figma(renamed.filter((row) => !row.startsWith('f2,'))) },
  { at: '2026-03-08T13:01:00Z', deliver: true },
  { at: '2027-03-09T13:02:00Z', jump: 31_622_400_000 },
  { at: '2027-03-09T13:03:00Z', plan: { schedule: DIGEST, next: '2027-03-15T08:00:00Z' } },
  { at: '2027-03-09T13:04:00Z', sync: {} },
  { at: '2027-03-09T13:05:00Z', deliver: true },
  { at: '2026-03-09T14:00:00Z', jump: -31_536_000_000 },
  { at: '2026-03-09T14:01:00Z', plan: { schedule: DIGEST, next: '2026-03-16T08:00:00Z' } },
  { at: '2026-03-09T14:02:00Z', deliver: true },
  { at: '2026-03-09T15:00:00Z', sync: figma(relicensed) },
  { at: '2026-03-09T15:01:00Z', deliver: true },
  { at: '2026-03-16T09:00:00Z', plan: { schedule: DIGEST, next: '2026-03-23T08:00:00Z' } },
  { at: '2026-03-16T09:01:00Z', deliver: true },
];
