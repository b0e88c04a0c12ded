import { z } from 'zod';
import { normaliseEmail } from '../domain/email.ts';
import { AppPrice } from './app-price.ts';
import { AskSettings } from './asking/settings.ts';
import { NetworkSettings } from './network.ts';
import { ProtectSettings, RemovalSettings } from './removal/settings.ts';
import { SubscriptionTerms } from './subscription-terms.ts';

const text = (write: string) =>
  z
    .string({ error: ({ input }) => (input === undefined ? `is missing; write ${write}` : undefined) })
    .trim()
    .min(1, `is empty; write ${write}`);

const Percent = z.number().gt(0).max(100);
const Domain = text('a domain like acme.com')
  .toLowerCase()
  .regex(/^[^\s@.]+(\.[^\s@.]+)+$/, 'is not a domain; write it like acme.com, without @');
const Slug = text('a short name like figma').regex(
  /^[a-z0-9-]+$/,
  'may contain only small letters, digits and -; write it like figma or github-eu',
);
const Email = text('an email address').transform((written, context) => {
  const email = normaliseEmail(written);
  if (email === null) context.addIssue('is not an email address; write it like it@acme.com');
  return email ?? z.NEVER;
});
const Timezone = text('your time zone, like Europe/Berlin');
const Users = z.array(text("a user's id")).default([]);
const IdleDays = z.int().gte(1);
/** About how many accounts or people there are: the only thing that a first read can be checked against. */
const Expected = z.int().gte(0);
const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** `30m`, in milliseconds. */
const Duration = text('a time like 30m')
  .regex(/^[1-9]\d{0,6}\s*[smhd]$/, 'is not a time; write a number and s, m, h or d, like 30m')
  .transform((written) => Number.parseInt(written, 10) * UNITS[written.at(-1) as keyof typeof UNITS]);
/** `7d`, or a number of days. */
const MaxAge = z.preprocess((written) => {
  const [, number, unit] =
    typeof written === 'string' ? (/^\s*(\d{1,7})\s*([hd])\s*$/.exec(written) ?? []) : [];
  return number === undefined ? written : Number(number) / (unit === 'h' ? 24 : 1);
}, z.number('is not a time; write days, like 7d, or hours, like 36h').gt(0));
const NO_RHYTHM =
  'is not a time; write a number and s, m, h or d, like 6h, or a cron expression like "17 */6 * * *"';
/** `6h`, in milliseconds; or a cron expression, which `cross-file-checks.ts` checks. */
const Every = z.preprocess(
  // A number without a unit is refused with what to write instead.
  (written) => (typeof written === 'number' ? String(written) : written),
  text('a time like 6h, or a cron expression').transform((written, context): number | string => {
    if (/^\S+\s+\S+\s/.test(written)) return written;
    const parsed = Duration.safeParse(written);
    if (!parsed.success) context.addIssue(NO_RHYTHM);
    return parsed.data ?? z.NEVER;
  }),
);
const ONE_SOURCE = 'write where your people come from, like [{ source: csv, file: roster.csv }]';

const guard = (defaults: {
  shrinkPercent: number;
  inactivePercent: number;
  growPercent: number;
  atLeast: number;
}) =>
  z
    .strictObject({
      shrinkPercent: Percent.default(defaults.shrinkPercent),
      inactivePercent: Percent.default(defaults.inactivePercent),
      growPercent: z.number().gt(0).default(defaults.growPercent),
      atLeast: z.int().gte(0).default(defaults.atLeast),
    })
    .prefault({});

/** `[github, figma]`: what the members should have; or with the groups and people in it. */
const GroupEntry = z.union([
  z.array(Slug).transform((apps) => ({ apps, groups: [] as string[], members: [] as string[] })),
  z.strictObject({
    apps: z.array(Slug).default([]),
    groups: z.array(text('the name of a group')).default([]),
    members: z.array(Email).default([]),
  }),
]);

/** The keys of a roster source that are ours; all others are settings of the source. */
const RosterSettings = z.looseObject({
  source: text('where the people come from, like csv'),
  id: Slug.optional(),
  expect: Expected.optional(),
  /** Overrides `schedule.sync`. */
  every: Every.optional(),
  /** Overrides the file's own `maxAge`. */
  maxAge: MaxAge.optional(),
});

const AdminUrl = text('the address of the page on which its users are managed').pipe(
  z.url({ protocol: /^https$/, error: 'is no web address; write one that begins with https://' }),
);

const AppSettings = z.strictObject({
  id: Slug,
  connector: text('the kind of app, like csv'),
  name: text('a name').optional(),
  /** Who is responsible for the app. */
  owner: Email.optional(),
  expect: Expected.optional(),
  /** Overrides `schedule.sync`. */
  every: Every.optional(),
  /** Where the app's users are managed. */
  adminUrl: AdminUrl.optional(),
  /** Overrides the file's own `idleDays`. */
  idleDays: IdleDays.optional(),
  /** Overrides the file's own `maxAge`. */
  maxAge: MaxAge.optional(),
  /** What a seat costs, for an app whose subscriptions do not say. */
  price: AppPrice.optional(),
  /** What the app does not tell about its subscriptions, by id, SKU or product name. */
  subscriptions: SubscriptionTerms.default([]),
  settings: z.unknown().optional(),
});

/**
 * seatkeeper.yaml. The settings of an app or a roster source are checked by its connector; checks across parts of the file
 * are in `cross-file-checks.ts`.
 */
export const ConfigFile = z.strictObject({
  organisation: text('the name of your company'),
  domains: z
    .array(Domain, {
      error: ({ input }) =>
        input === undefined ? 'is missing; write your mail domains, like [acme.com]' : undefined,
    })
    .min(1, 'is an empty list; write your mail domains, like [acme.com]'),
  timezone: Timezone,
  admin: z
    .strictObject({
      slack: z
        .strictObject({
          channel: text("the channel's id, like C0123456789").regex(
            // A name of a channel has small letters.
            /^[CG][A-Z0-9]+$/,
            "is a name; write the channel's id, like C0123456789, from the end of its details",
          ),
          users: Users,
          /** Whether everybody in the channel may change things, or only `users`. */
          channelMembersMayChange: z.boolean().default(true),
        })
        .optional(),
      teams: z.strictObject({ users: Users }).optional(),
      /** Who the users of this machine are: `{ kim: kim@acme.co }`. Without it, nobody knows whether one of them is a second person. */
      terminal: z
        .strictObject({ users: z.record(text('the name of a user of this machine'), Email) })
        .optional(),
    })
    .prefault({}),
  schedule: z
    .strictObject({
      sync: text('a cron expression').default('17 * * * *'),
      digest: text('a cron expression').default('0 9 * * 1'),
    })
    .prefault({}),
  sync: z
    .strictObject({
      /** How many sources are asked at the same time. */
      parallel: z.int().gte(1).max(256).default(32),
      /** How long a source may keep one read waiting, in all. */
      appTimeout: Duration.prefault('30m'),
      /** A list that is longer never ends, or is not this app's. */
      maxRows: z.int().gte(1).default(5_000_000),
    })
    .prefault({}),
  roster: z
    .array(RosterSettings, {
      error: ({ input }) => (input === undefined ? `is missing; ${ONE_SOURCE}` : undefined),
    })
    .min(1, `is an empty list; ${ONE_SOURCE}`),
  groups: z.record(text('a name'), GroupEntry).default({}),
  apps: z.array(AppSettings).default([]),
  /** Which roster source decides if several know one person, by field. */
  precedence: z
    .strictObject({
      status: z.array(Slug).default([]),
      department: z.array(Slug).default([]),
      manager: z.array(Slug).default([]),
    })
    .prefault({}),
  matching: z.strictObject({ domainAliases: z.record(Domain, Domain).default({}) }).prefault({}),
  network: NetworkSettings,
  removal: RemovalSettings,
  protect: ProtectSettings,
  ask: AskSettings,
  guard: z
    .strictObject({
      app: guard({ shrinkPercent: 20, inactivePercent: 10, growPercent: 50, atLeast: 5 }),
      roster: guard({ shrinkPercent: 10, inactivePercent: 10, growPercent: 50, atLeast: 5 }),
    })
    .prefault({}),
  /** Days without activity after which a seat counts as idle. */
  idleDays: IdleDays.default(60),
  /** Days after which the data of a source counts as old. */
  maxAge: MaxAge.default(7),
  alerts: z.strictObject({ repostAfterHours: z.number().gt(0).default(24) }).prefault({}),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
