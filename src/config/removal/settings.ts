import { z } from 'zod';
import { normaliseEmail } from '../../domain/email.ts';

const text = (write: string) =>
  z
    .string({ error: ({ input }) => (input === undefined ? `is missing; write ${write}` : undefined) })
    .trim()
    .min(1, `is empty; write ${write}`);

const AppId = text('the id of an app');
const DAYS = 'is not a number of days; write one from 1 to 365';
const Person = text('the address of a person').transform((written, context) => {
  const email = normaliseEmail(written);
  if (email === null) context.addIssue('is not an email address; write it like ceo@acme.com');
  return email ?? z.NEVER;
});
const DryRun = z
  .union([z.boolean(), z.enum(['auto', 'on', 'off'])], { error: 'is not one of: auto, on, off' })
  .transform((written) => (typeof written === 'boolean' ? (written ? 'on' : 'off') : written));

/** `removal:` of seatkeeper.yaml: how carefully seats are removed. `cross-file-checks.ts` checks the ids of apps. */
export const RemovalSettings = z
  .strictObject({
    /** `auto`: nothing is asked of any app in the first seven days after the first complete sync. */
    dryRun: DryRun.default('auto'),
    /** How long a plan can be approved, and how long what is approved may wait for fresh data. */
    approvalHours: z
      .int()
      .gte(1)
      .lte(24 * 14)
      .default(24),
    /** For how many days [Undo] is offered, where the app allows it that long. */
    undoDays: z.int().gte(0).lte(365).default(30),
    /** Disabled accounts are deleted this many days later, if the app can do that. `null`: they are not deleted. */
    deleteAfterDays: z.int(DAYS).gte(1, DAYS).lte(365, DAYS).nullable().default(null),
    twoPeople: z
      .strictObject({
        /** More accounts than these in one plan need a second person. */
        above: z.int().gte(0).default(5),
        /** Every plan for these apps does. */
        apps: z.array(AppId).default([]),
      })
      .prefault({}),
    /** What one person may start without a second one, within 24 hours. */
    breaker: z
      .strictObject({
        accounts: z.int().gte(1).default(5),
        percent: z.number().gt(0).max(100).default(10),
        perDay: z.int().gte(1).default(20),
      })
      .prefault({}),
    /** The way in which an app's accounts are removed, by the id of the app; otherwise the connector's usual one. */
    ways: z.record(AppId, text('the key of a way, like suspend')).default({}),
  })
  .prefault({});

const ENTRY =
  'is not a protected entry; write { person: ceo@acme.com }, { app: github, account: build-bot }, { group: Board } or { role: owner, app: github }';

/** `protect:` of seatkeeper.yaml: who and what is never removed. */
export const ProtectSettings = z
  .array(
    z.union(
      [
        z.strictObject({ person: Person }),
        z.strictObject({ app: AppId, account: text('the id, address or login of an account') }),
        z.strictObject({ group: text('the name of a group') }),
        z.strictObject({ role: text('a role'), app: AppId.optional() }),
      ],
      { error: ENTRY },
    ),
  )
  .default([]);
