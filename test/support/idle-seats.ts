import { accounts, company, people } from './company.ts';

/** Monday 2 March 2026, ten in the morning in Berlin. */
const MONDAY = '2026-03-02T09:00:00Z';

export const IDLE_PEOPLE = [
  '1,ada@acme.example,,,Ada Keller,active',
  '2,lee@acme.example,,,Lee Park,active',
  '3,kim@acme.example,,,Kim Novak,active',
  '4,ben@acme.example,,,Ben Okafor,offboarded,,2026-02-20',
  '5,zoe@acme.example,,,Zoe Lind,on-leave',
];

/** Ada uses her seat; Lee, Ben (who left), Zoe (on leave) and a mailbox that nobody owns do not; nobody knows whether Kim does. */
export const IDLE_FIGMA = [
  'f1,ada@acme.example,,,Ada Keller,active,person,,Editor,2026-03-01T10:00:00Z',
  'f2,lee@acme.example,,,Lee Park,active,person,,Editor,2025-11-20T10:00:00Z',
  'f3,kim@acme.example,,,Kim Novak,active,person,,Editor',
  'f4,ben@acme.example,,,Ben Okafor,active,person,,Editor,2025-10-01T10:00:00Z',
  'f5,zoe@acme.example,,,Zoe Lind,active,person,,Editor,2025-10-02T10:00:00Z',
  'f6,it-team@acme.example,,,IT Team,active,shared,,Editor,2025-10-03T10:00:00Z',
];

/** A company in which Lee has not used a seat for months. `ask`: under `ask:` of seatkeeper.yaml. */
export function idleSeats({
  ask = '{ apps: [figma] }',
  roster = IDLE_PEOPLE,
  figma = IDLE_FIGMA,
  yaml = '',
}: {
  readonly ask?: string;
  readonly roster?: readonly string[];
  readonly figma?: readonly string[];
  readonly yaml?: string;
} = {}) {
  return company({
    roster: people(...roster),
    apps: { figma: accounts(...figma) },
    at: MONDAY,
    yaml: `schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }\nremoval: { dryRun: off }\nask: ${ask}\n${yaml}`,
  });
}
