import type { Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { plainMessage } from '../plain-message.ts';
import { type Clock, count, momentText, numberText } from '../words.ts';

/** A decision of an admin, as the audit log has it. */
interface Decision {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** What a restore takes back. */
export interface RestoredView extends Clock {
  /** `promoted`: on another machine than before, from a copy that is kept there. */
  readonly how: 'restored' | 'promoted';
  /** The backup, or the copy. */
  readonly file: string;
  /** The last moment that the backup knows about; `null` when nothing had happened yet. */
  readonly of: Instant | null;
  readonly lost:
    | { readonly kind: 'nothing-there' | 'unreadable' | 'another-database' | 'behind' }
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

/** What waited in the restored state, and is not carried out automatically. */
export interface Stopped {
  /** Steps of removals that were cancelled. */
  readonly removals: number;
  /** Questions to people that were closed. */
  readonly questions: number;
  /** Seats that people gave up, which wait for an admin. */
  readonly requests: number;
}

/** How many of the lost decisions are named. */
const NAMED = 20;

/** Before a restore: what it will do, and what will be lost. */
export function restorePreview(view: RestoredView): Message {
  const what = view.how === 'restored' ? 'backup' : 'copy';
  const summary = `${view.file} is a sound ${what} of ${ofText(view)}.`;
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
export function restoreDone(view: RestoredView, kept: string | null, stopped: Stopped): Message {
  const summary = `${DONE[view.how]} ${ofText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      ...lostParts(view, 'are lost'),
      ...auditParts(view),
      ...stoppedParts(stopped),
      ...(kept === null ? [] : [text(`The old database is kept as ${kept}.`)]),
      text(NEXT[view.how]),
    ],
    buttons: [],
  };
}

const DONE = {
  restored: 'Restored the database to its state of',
  promoted: 'This machine has the database now, in its state of',
} as const satisfies Readonly<Record<RestoredView['how'], string>>;

const NEXT = {
  restored: 'Start Seatkeeper again. Its first sync reads what has happened in the apps since.',
  promoted:
    'Start Seatkeeper here, and lead the address that Slack or Teams calls to this machine. Let it replicate to a place of its own: the old one may still be written to. Never start the old one again; what its database knows besides can be read with audit.',
} as const satisfies Readonly<Record<RestoredView['how'], string>>;

/** After a restore, to the admins in the chats. */
export function restoredMessage(view: RestoredView, stopped: Stopped): Message {
  const summary =
    view.how === 'restored'
      ? `My database was restored to its state of ${ofText(view)}.`
      : `I run on another machine now, with my database in its state of ${ofText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      ...lostParts(view, 'are lost'),
      ...stoppedParts(stopped),
      text(view.lost.kind === 'known' ? FOUND_AGAIN : NOT_KNOWN),
    ],
    buttons: [
      { label: 'Audit log', command: 'audit' },
      { label: 'Health', command: 'health' },
    ],
  };
}

const FOUND_AGAIN =
  'Please check what you decided since then, and decide it again. My messages since then show the restored state. The next sync reads the apps again; what I told you of already, I only show.';

const NOT_KNOWN =
  'Please check what you decided since then, and decide it again. Messages that I posted since then stay as they are, because I do not know of them: one that you click on is marked. What I say within a day may repeat one of them, and is marked too. For a day a second person must approve what I remove.';

/** In the place of a message that was posted after the restored state. */
export function outdatedMessage(view: Pick<RestoredView, 'of' | 'timezone' | 'now'>): Message {
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
    case 'behind':
      return [text('The present database is older than that: nothing that it knows is lost.')];
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

function stoppedParts({ removals, questions, requests }: Stopped): readonly Part[] {
  return [
    ...(removals === 0
      ? []
      : [
          `${count(removals, 'removal')} that waited at that moment ${removals === 1 ? 'is' : 'are'} cancelled: what was decided about ${removals === 1 ? 'it' : 'them'} since is not in the backup. Plan ${removals === 1 ? 'it' : 'them'} again if you still want ${removals === 1 ? 'it' : 'them'}.`,
        ]),
    ...(questions === 0
      ? []
      : [
          `${count(questions, 'question')} to people that ${questions === 1 ? 'was' : 'were'} open at that moment ${questions === 1 ? 'is' : 'are'} closed: an answer since is not in the backup, so that silence counts for nothing.`,
        ]),
    ...(requests === 0
      ? []
      : [
          `${count(requests, 'seat')} that people had given up by then ${requests === 1 ? 'waits' : 'wait'} for an admin: see asked.`,
        ]),
  ].map(text);
}

function auditParts({ audit }: RestoredView): readonly Part[] {
  return audit.ok ? [] : [text(`The audit log of the backup was tampered with: ${audit.what}.`)];
}

function ofText({ of, timezone, now }: Pick<RestoredView, 'of' | 'timezone' | 'now'>): string {
  return of === null ? 'the first start' : momentText(of, timezone, now);
}

function text(line: string): Part {
  return { type: 'text', spans: [line] };
}
