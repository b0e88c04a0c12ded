import type { Instant } from '../../../domain/day.ts';
import { agoText, type Clock, momentText } from '../words.ts';

/** What the shell says around `restore` and `promote`. */

export const RESTORE_NEEDS_SHELL =
  'A restore replaces the whole database while Seatkeeper is stopped, so it can only be done in a shell: seatkeeper restore <file>.';
export const PROMOTE_NEEDS_SHELL =
  'A promotion puts this machine in the place of another, so it can only be done in its shell: seatkeeper promote.';
export const RESTORE_NEEDS_FILE =
  'Name one backup to restore, for example: seatkeeper restore seatkeeper-backup.db';
export const PROMOTE_TAKES =
  'Name at most one copy of the database to promote, for example: seatkeeper promote /var/lib/seatkeeper/seatkeeper.db.standby';
export const RESTORE_NEEDS_YES = 'Nothing was changed. Add --yes to restore it.';
export const RESTORE_QUESTION = 'Type yes to restore it: ';
export const RESTORE_NOT_CONFIRMED = 'Nothing was changed.';
export const PROMOTE_NEEDS_FENCE =
  'Nothing was changed. Add --old-is-stopped once you know that the old Seatkeeper is stopped and cannot start again.';
export const PROMOTE_QUESTION = 'Type stopped if the old Seatkeeper is stopped and cannot start again: ';

/** After `old:`. */
export function noOldDatabaseText(file: string): string {
  return `There is no file ${file}. Nothing was changed; name the old database with old:<file>, or leave that out.`;
}

export function noCopyText(file: string): string {
  return `There is no copy ${file}. Nothing was changed. Name the copy that is kept warm here, or restore one first: litestream restore -o ${file} <replica>`;
}

/** The old service answers at the address that the chats call. */
export function oldAnswersText(page: string): string {
  return `${page} answers, so the old Seatkeeper still runs. Nothing was changed. Stop it and see that nothing starts it again, then promote.`;
}

/** What the service that wrote the copy last recorded about itself. */
export interface LifeView extends Clock {
  readonly at: Instant;
  readonly host: string;
}

/** Its last sign of life is so recent that it may still be running. */
export function oldMayRunText({ at, host, timezone, now }: LifeView, minutes: number): string {
  return `The old Seatkeeper on ${host} gave its last sign of life ${agoText(at, now)}, at ${momentText(at, timezone, now)}. Nothing was changed. Stop it in order, or wait until that is ${minutes} minutes ago: a service that runs gives one each minute. If it never gets older, the clocks of the two machines differ, or it runs.`;
}

/** Only the admin can know this. `asked`: the page that did not answer; `null`: there is no page to ask. */
export function fenceText(
  life: (LifeView & { readonly running: boolean }) | null,
  asked: string | null,
): string {
  const sign =
    life === null
      ? 'The copy has no sign of life of the old Seatkeeper.'
      : `The old Seatkeeper on ${life.host} ${life.running ? 'gave its last sign of life' : 'was stopped in order'} at ${momentText(life.at, life.timezone, life.now)}, as far as the copy knows.`;
  const page = asked === null ? '' : ` ${asked} does not answer from here.`;
  return `${sign}${page} Neither proves that it is stopped: its copies may not arrive, and this machine may be cut off from it. Two at once would both write to the chats and both remove accounts.`;
}
