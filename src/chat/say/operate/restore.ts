import type { Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { plainMessage } from '../plain-message.ts';
import { type Clock, count, momentText, numberText } from '../words.ts';

export const RESTORE_NEEDS_SHELL =
  'A restore replaces the whole database while Seatkeeper is stopped, so it can only be done in a shell: seatkeeper restore <file>.';
export const RESTORE_NEEDS_FILE =
  'Name one backup to restore, for example: seatkeeper restore seatkeeper-backup.db';
export const RESTORE_NEEDS_YES = 'Nothing was changed. Add --yes to restore it.';
export const RESTORE_QUESTION = 'Type yes to restore it: ';
export const RESTORE_NOT_CONFIRMED = 'Nothing was changed.';

/** A decision of an admin, as the audit log has it. */
interface Decision {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** What a restore takes back. */
export interface RestoredView extends Clock {
  /** The backup. */
  readonly file: string;
  /** The last moment that the backup knows of; `null` when nothing had happened yet. */
  readonly of: Instant | null;
  readonly lost:
    | { readonly kind: 'nothing-there' | 'unreadable' | 'another-database' }
    | {
        readonly kind: 'known';
        readonly entries: number;
        readonly decisions: readonly Decision[];
        readonly head: string;
      };
  /** Where the old database is kept. */
  readonly aside: string;
  readonly audit: { readonly ok: true } | { readonly ok: false; readonly what: string };
}

/** How many of the lost decisions are named. */
const NAMED = 20;

/** Before a restore: what it will do, and what will be lost. */
export function restorePreview(view: RestoredView): Message {
  const summary = `${view.file} is a sound backup of ${ofText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      ...lostParts(view, 'will be lost'),
      ...auditParts(view),
      ...(view.lost.kind === 'nothing-there'
        ? []
        : [text(`The present database will be kept as ${view.aside}.`)]),
    ],
    buttons: [],
  };
}

/** After a restore, in the shell. */
export function restoreDone(view: RestoredView, kept: string | null, stopped: number): Message {
  const summary = `Restored the database to its state of ${ofText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      ...lostParts(view, 'are lost'),
      ...auditParts(view),
      ...stoppedParts(stopped),
      ...(kept === null ? [] : [text(`The old database is kept as ${kept}.`)]),
      text('Start Seatkeeper again. Its first sync reads what has happened in the apps since.'),
    ],
    buttons: [],
  };
}

/** After a restore, to the admins in the chats. */
export function restoredMessage(view: RestoredView, stopped: number): Message {
  const summary = `My database was restored to its state of ${ofText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      ...lostParts(view, 'are lost'),
      ...stoppedParts(stopped),
      text(
        'Please check what you decided since then, and decide it again. Messages about those days may come a second time. The next sync reads the apps anew.',
      ),
    ],
    buttons: [
      { label: 'Audit log', command: 'audit' },
      { label: 'Health', command: 'health' },
    ],
  };
}

/** In the place of a message that was posted after the restored state. */
export function outdatedMessage(view: RestoredView): Message {
  return plainMessage(
    `This message was about a later state. My database was restored to its state of ${ofText(view)}, so it no longer counts.`,
  );
}

function lostParts(
  { lost, timezone, now }: RestoredView,
  what: 'will be lost' | 'are lost',
): readonly Part[] {
  switch (lost.kind) {
    case 'nothing-there':
      return [];
    case 'unreadable':
      return [
        text(
          `The present database cannot be read, so I cannot say which decisions ${what}. Whatever came after that moment is not in the backup.`,
        ),
      ];
    case 'another-database':
      return [
        text(
          `The backup is of another database: the present one does not continue it. Everything that is only in the present one ${what === 'will be lost' ? what : 'is lost'}.`,
        ),
      ];
    case 'known': {
      const { decisions, entries } = lost;
      if (entries === 0) return [text('Nothing has happened since.')];
      const named = decisions.slice(-NAMED);
      const first =
        decisions.length === 0
          ? `No decision was made since; ${count(entries, 'entry', 'entries')} of the audit log ${what}.`
          : `${count(decisions.length, 'decision')} made since then and ${count(entries, 'entry', 'entries')} of the audit log ${what}${decisions.length > NAMED ? `. The last ${numberText(NAMED)} decisions` : ''}:`;
      return [
        text(first),
        ...named.map(({ at, actor, action, subject }) =>
          text(`${momentText(at, timezone, now)}: ${actor} ${action} ${subject}`),
        ),
      ];
    }
    default:
      return lost satisfies never;
  }
}

/** Steps of removals that waited in the backup. */
function stoppedParts(stopped: number): readonly Part[] {
  return stopped === 0
    ? []
    : [
        text(
          `${count(stopped, 'removal')} that waited at that moment ${stopped === 1 ? 'is' : 'are'} cancelled: what was decided about ${stopped === 1 ? 'it' : 'them'} since is not in the backup. Plan ${stopped === 1 ? 'it' : 'them'} again if you still want ${stopped === 1 ? 'it' : 'them'}.`,
        ),
      ];
}

function auditParts({ audit }: RestoredView): readonly Part[] {
  return audit.ok ? [] : [text(`The audit log of the backup was tampered with: ${audit.what}.`)];
}

function ofText({ of, timezone, now }: RestoredView): string {
  return of === null ? 'the first start' : momentText(of, timezone, now);
}

function text(line: string): Part {
  return { type: 'text', spans: [line] };
}
