import { z } from 'zod';
import { CONCERNS } from '../findings/classify.ts';
import { LIVE_STATES } from '../removal/operation.ts';

const Count = z.int().gte(0);
const Moment = z.iso.datetime();
const counts = <const Names extends readonly string[]>(names: Names) =>
  z.object(Object.fromEntries(names.map((name) => [name, Count])) as Record<Names[number], typeof Count>);

export const SOURCE_STATES = ['good', 'old', 'held', 'failed', 'never-read', 'retiring'] as const;

/**
 * What an admin should look at, as codes. `source`: which source it is about; `count`: how many there are of it.
 *
 * - `source-failed`, `source-held`, `source-never-read`, `source-old`, `source-retiring`: the state of a source that is not `good`.
 * - `rows-set-aside`: rows of its last read that cannot be read.
 * - `messages-dead`, `messages-in-doubt`: messages of the last 14 days that can never be sent, or may not have arrived.
 * - `reads-half-done`: reads whose acceptance or dropping was cut off.
 * - `messages-delayed`, `messages-stuck`: a platform refuses them for now; they have been on their way for minutes.
 * - `chat-problem`: a platform does not work, or locks us out.
 * - `removals-in-doubt`: steps that may have been carried out.
 * - `rules-overruled`: accepted rules that seatkeeper.yaml contradicts.
 * - `prices-conflict`: kinds of seat with two prices, which count for nothing.
 * - `database-read-only`, `disk-full`: the machine.
 */
export const HEALTH_CODES = [
  'source-failed',
  'source-held',
  'source-never-read',
  'source-old',
  'source-retiring',
  'rows-set-aside',
  'reads-half-done',
  'messages-dead',
  'messages-in-doubt',
  'messages-delayed',
  'messages-stuck',
  'chat-problem',
  'removals-in-doubt',
  'rules-overruled',
  'prices-conflict',
  'database-read-only',
  'disk-full',
] as const;
export type HealthCode = (typeof HEALTH_CODES)[number];

/** One of these words, or a word of a later version: a reader must not refuse the whole page because of one unknown word. */
const word = <const Words extends readonly string[]>(words: Words) =>
  z.union([z.enum(words), z.string().max(100)]);

/**
 * `/status.json`: one organisation for machines, such as `fleet status`. Names no person. Moments are ISO 8601 in UTC; counts are whole numbers;
 * what is not known is `null`, never zero. Keys, states and codes may be added within version 1; what goes or changes its meaning makes version 2.
 */
export const ServiceStatus = z.object({
  schema: z.literal('seatkeeper.status/1'),
  /** Of Seatkeeper. */
  version: z.string().max(100),
  organisation: z.string().max(500),
  at: Moment,
  /** Whether `health` below is empty. */
  ok: z.boolean(),
  /** Whether everything was read once since the service was started. */
  ready: z.boolean(),
  sources: z.array(
    z.object({
      kind: z.enum(['app', 'roster']),
      /** As in seatkeeper.yaml. */
      id: z.string().max(200),
      state: word(SOURCE_STATES),
      /** When the last complete read ended; `null` before the first. */
      lastCompleteRead: Moment.nullable(),
      /** Accounts or people at that read. */
      rows: Count.nullable(),
    }),
  ),
  /** Findings to decide on by kind, in all apps together, and those that were put off. */
  findings: counts([...CONCERNS, 'snoozed']),
  /** Messages on all platforms. `oldestWaiting`: when the oldest was queued that was not sent yet. */
  outbox: counts(['pending', 'sending', 'in-doubt', 'dead']).extend({ oldestWaiting: Moment.nullable() }),
  /** Steps of removals that have not ended. */
  removals: counts(LIVE_STATES),
  health: z.array(
    z.object({ code: word(HEALTH_CODES), source: z.string().max(200).nullable(), count: Count.nullable() }),
  ),
});
export type ServiceStatus = z.infer<typeof ServiceStatus>;
