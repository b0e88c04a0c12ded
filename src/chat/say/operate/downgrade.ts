import type { Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Clock, count, momentText } from '../words.ts';

export const DOWNGRADE_NEEDS_SHELL =
  'The way back to an older version is checked in a shell: seatkeeper downgrade-check.';

/** What an older version would do with the database. */
interface WayBackView {
  readonly version: string;
  readonly reads: boolean;
  readonly restores: boolean;
  readonly copies: readonly {
    readonly file: string;
    readonly of: Instant | null;
    readonly lostDecisions: number | null;
  }[];
}

export interface DowngradeView extends Clock {
  readonly database: string;
  /** The last migration; `null`: it was written by a version that is newer than this one. */
  readonly last: string | null;
  readonly ways: readonly WayBackView[];
}

export function unknownReleaseText(version: string, known: readonly string[]): string {
  return `No version ${version} was released. Known are: ${known.join(', ')}.`;
}

/** Which older versions can be installed again, and what that loses. */
export function downgradeMessage(view: DowngradeView): Message {
  const { database, last, ways } = view;
  const summary =
    last === null
      ? `${database} was written by a version that is newer than this one.`
      : `${database} has had every change up to ${last}.`;
  return { summary, title: summary, body: ways.flatMap((way) => wayParts(way, view)), buttons: [] };
}

function wayParts({ version, reads, restores, copies }: WayBackView, view: DowngradeView): readonly Part[] {
  if (reads)
    return [text(`Version ${version} reads it as it is: stop Seatkeeper, install ${version}, start it.`)];
  const [copy] = copies;
  if (copy === undefined)
    return [
      text(
        `Version ${version} would refuse it, and no copy from before the upgrade lies beside it. Look for a backup that was made with ${version}.`,
      ),
    ];
  const how = restores
    ? `run: seatkeeper restore ${copy.file}`
    : `move ${view.database} and its -wal and -shm files away, and copy ${copy.file} to ${view.database}. Messages of the time since may come a second time.`;
  const of = copy.of === null ? 'the first start' : momentText(copy.of, view.timezone, view.now);
  return [
    text(
      `Version ${version} would refuse it. It reads the copy of ${of}: stop Seatkeeper, install ${version}, then ${how}`,
    ),
    text(lostText(copy.lostDecisions)),
  ];
}

function lostText(lost: number | null): string {
  if (lost === null) return 'The copy is of another database: what would be lost cannot be told.';
  if (lost === 0) return 'Nobody has decided anything since, so no decision would be lost.';
  return `${count(lost, 'decision')} made since then would be lost: seatkeeper audit shows them.`;
}

function text(line: string): Part {
  return { type: 'text', spans: [line] };
}
