import type { Instant } from '../../../domain/day.ts';
import { agoText, count } from '../words.ts';

export interface MessageState {
  readonly platform: string;
  readonly subject: string;
  readonly status: string;
  readonly problem: string | null;
  readonly createdAt: Instant;
}

/** A read that is being accepted or dropped, or whose process was killed while doing so. */
interface HalfDone {
  readonly run: number;
  readonly name: string;
  readonly accepted: boolean;
}

function halfDoneText({ run, name, accepted }: HalfDone): string {
  const what = accepted ? 'was accepted' : 'was dropped';
  return `${name}: read ${run} ${what}, and that is not finished. If it is not a matter of seconds, it was cut off: the next sync finishes it, and so does: sync ${accepted ? 'accept' : 'keep'} ${run}`;
}

/** What was begun and is not finished. */
export interface Unfinished {
  /** Messages that have been on their way for longer than any platform takes. */
  readonly stuck: readonly MessageState[];
  /** Reads whose acceptance or dropping was begun and is not finished. */
  readonly halfDone: readonly HalfDone[];
  /** Steps of removals that may have been carried out; nobody knows yet. */
  readonly removalsInDoubt: number;
}

interface Undelivered {
  readonly delayed: readonly MessageState[];
  readonly outbox: { readonly dead?: number; readonly 'in-doubt'?: number };
}

/** What did not go out or is not finished, each in a few words. */
export function unfinished({
  halfDone,
  removalsInDoubt,
  stuck,
  delayed,
  outbox,
}: Unfinished & Undelivered): readonly string[] {
  const { dead = 0, 'in-doubt': inDoubt = 0 } = outbox;
  return [
    ...(halfDone.length > 0 ? [`${count(halfDone.length, 'accepted or dropped read')} not finished`] : []),
    ...(removalsInDoubt > 0 ? [`${count(removalsInDoubt, 'removal')} in doubt`] : []),
    ...(stuck.length > 0 ? [`${count(stuck.length, 'message')} stuck while being sent`] : []),
    ...(delayed.length > 0 ? [`${count(delayed.length, 'message')} delayed`] : []),
    ...(dead > 0 ? [`${count(dead, 'message')} could not be sent`] : []),
    ...(inDoubt > 0 ? [`${count(inDoubt, 'message')} may not have arrived`] : []),
  ];
}

function doubtfulRemovalsText(removals: number): string {
  const are = count(removals, 'removal is', 'removals are');
  return `${are} in doubt: the app may have carried ${removals === 1 ? 'it' : 'them'} out. It is not asked again, and read until it shows. To see which: removals state:in-doubt`;
}

function stuckText({ platform, subject, createdAt }: MessageState, now: Instant): string {
  return `${platform}, ${subject}: is being sent for minutes and may not have arrived (${agoText(createdAt, now)}). The next start of the service finds out.`;
}

/** A line for each read and message that is not finished or did not go out, up to the limit, and how many more there are. */
export function undeliveredText({
  stuck,
  halfDone,
  removalsInDoubt,
  delayed,
  troubled,
  outbox,
  replacedDoubts,
  now,
}: Unfinished &
  Undelivered & {
    readonly troubled: readonly MessageState[];
    readonly replacedDoubts: number;
    readonly now: Instant;
  }): readonly string[] {
  const unlisted = (outbox['in-doubt'] ?? 0) + (outbox.dead ?? 0) - troubled.length;
  return [
    ...halfDone.map(halfDoneText),
    ...(removalsInDoubt > 0 ? [doubtfulRemovalsText(removalsInDoubt)] : []),
    ...stuck.map((message) => stuckText(message, now)),
    ...[...delayed, ...troubled].map(
      (row) =>
        `${row.platform}, ${row.subject}: ${row.problem ?? row.status} (${agoText(row.createdAt, now)})`,
    ),
    ...(unlisted > 0 ? [`and ${count(unlisted, 'older message')} like these.`] : []),
    ...(replacedDoubts > 0
      ? [
          `${count(replacedDoubts, 'more message was', 'more messages were')} in doubt until a newer version was posted, so both may be there.`,
        ]
      : []),
  ];
}
