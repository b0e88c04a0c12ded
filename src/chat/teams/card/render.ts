import type { Message, Part } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { actionSets, clickAction, leftOut, renderButtons } from './actions.ts';
import type { AdaptiveCard, CardAction, Element } from './card.ts';
import { renderChart } from './chart.ts';
import { factsPiece } from './facts.ts';
import { BUDGET, COUNT, LIMIT, sizeOf } from './limit.ts';
import { cut, type Piece, paginate, type Slice, whole } from './piece.ts';
import { renderRow } from './row.ts';
import { tablePieces } from './table.ts';
import { line, run, spanRuns } from './text.ts';

/** What goes out: `summary` for notifications and screen readers (plain text, never `text`), `card` for everybody. */
export interface Rendered {
  readonly summary: string;
  readonly card: AdaptiveCard;
}

export interface Look {
  /** What was asked, where this is an answer: Previous and Next ask it again. */
  readonly command?: string;
  /** Asking it again would do it again: what does not fit is only counted. */
  readonly once?: boolean;
  /** Which page of what does not fit on one card, from 1; default 1. One that is not there is the last. */
  readonly page?: number;
  /**
   * `false` for a client that takes every width for a wide one, like the Playground: no wide tables. Default `true`.
   */
  readonly adapts?: boolean;
}

/** One card of at most 25 KB. What does not fit is counted in words, or is on the next page when `command` is known. */
export function renderMessage(message: Message, look: Look = {}): Rendered {
  const { command, once = false } = look;
  const asked = command === undefined || once ? null : turner(command);
  const { pages, frame, pieces, room } = layOut(message, look, asked);
  const page = Math.min(Math.max(look.page ?? 1, 1), pages.length);
  const shown = pages[page - 1] ?? [];
  if (pages.length === 1) return rendered(message, frame, shown, { note: null, turning: [], buttons: true });
  if (asked === null) {
    const first = cut(pieces, room);
    const note = cutShort(message, first, pages, once);
    return rendered(message, frame, first, { note, turning: [], buttons: true });
  }
  const turn = (title: string, to: number) => (to < 1 || to > pages.length ? [] : asked(title, to));
  return rendered(message, frame, shown, {
    note: `Page ${page} of ${pages.length}.`,
    turning: [...turn('Previous', page - 1), ...turn('Next', page + 1)],
    buttons: true,
  });
}

/** Everything, in as many cards as it takes. The message's own buttons are on the last. */
export function renderPages(message: Message, look: Omit<Look, 'command' | 'page'> = {}): Rendered[] {
  const { pages, frame } = layOut(message, look, null);
  return pages.map((page, at) =>
    rendered(message, frame, page, {
      note: pages.length === 1 ? null : `Page ${at + 1} of ${pages.length}.`,
      turning: [],
      buttons: at === pages.length - 1,
    }),
  );
}

/** What stands on every page. */
interface Frame {
  readonly head: readonly Element[];
  readonly notes: readonly Element[];
  readonly actions: readonly CardAction[];
  readonly lost: readonly Element[];
  readonly wide: boolean;
}

/** Makes the buttons that ask again for another page; `null` when the command is too long to come back. */
type Turn = (title: string, page: number) => CardAction[];

function turner(command: string): Turn | null {
  if (Buffer.byteLength(command) > BUDGET.command) return null;
  return (title, page) => clickAction(title, { type: 'command', command, page });
}

function layOut(
  message: Message,
  look: Look,
  turn: Turn | null,
): { pages: Slice[][]; frame: Frame; pieces: Piece[]; room: number } {
  const { adapts = true } = look;
  const { body, notes } = apart(message.body);
  const { actions, lost } = renderButtons(message.buttons);
  const frame: Frame = {
    head: headline(message),
    notes,
    actions,
    lost: leftOut(lost),
    wide: adapts && message.body.some((part) => part.type === 'table' && part.columns.length > 3),
  };
  const fullest = {
    note: WIDE.repeat(NOTE_LENGTH),
    turning: turn === null ? [] : [...turn('Previous', LAST_PAGE), ...turn('Next', LAST_PAGE)],
    buttons: true,
  };
  const room = BUDGET.card - sizeOf(rendered(message, frame, [], fullest).card);
  const pieces = body.flatMap((part) => piecesOf(part, adapts));
  return { pages: paginate(pieces, room), frame, pieces, room };
}

/** Three bytes long, like the longest characters. */
const WIDE = '漢';
const NOTE_LENGTH = 400;
const LAST_PAGE = 99_999;

/** Small print at the end stands on every page: where the numbers come from matters on each of them. */
function apart(body: readonly Part[]): { body: readonly Part[]; notes: readonly Element[] } {
  const first = body.findLastIndex(({ type }) => type !== 'note') + 1;
  const notes = body.slice(first).flatMap((part) => (part.type === 'note' ? note(part.text) : []));
  return sizeOf(notes) <= BUDGET.notes ? { body: body.slice(0, first), notes } : { body, notes: [] };
}

function piecesOf(part: Part, adapts: boolean): Piece[] {
  switch (part.type) {
    case 'text': {
      const text = line(spanRuns(part.spans));
      return text === null ? [] : [whole([text])];
    }
    case 'facts':
      return [factsPiece(part)];
    case 'table':
      return tablePieces(part, adapts);
    case 'chart':
      return renderChart(part).map((chart) => whole([chart]));
    case 'note':
      return [whole(note(part.text))];
    case 'row':
      return [whole([renderRow(part)], 'row')];
    default:
      return part satisfies never;
  }
}

/** A message without a body has its story in the summary, and needs no heading. */
function headline({ summary, title, body }: Message): Element[] {
  const text = body.length === 0 ? summary : title;
  const shown = line([run(text, LIMIT.title, body.length === 0 ? {} : { weight: 'bolder', size: 'medium' })]);
  return shown === null ? [] : [shown];
}

function note(text: string): Element[] {
  const said = line([run(text, LIMIT.note, { isSubtle: true, size: 'small' })], { spacing: 'small' });
  return said === null ? [] : [said];
}

function rendered(
  message: Message,
  frame: Frame,
  page: readonly Slice[],
  more: {
    readonly note: string | null;
    readonly turning: readonly CardAction[];
    readonly buttons: boolean;
  },
): Rendered {
  const actions = [...more.turning, ...(more.buttons ? frame.actions : [])];
  const crowded = actions.length > COUNT.buttonsAbreast;
  return {
    summary: clean(message.summary, LIMIT.summary).trim() || 'Seatkeeper',
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      lang: 'en',
      body: [
        ...frame.head,
        ...page.flatMap(({ piece, from, to }) => piece.show(from, to)),
        ...frame.notes,
        ...(more.note === null ? [] : note(more.note)),
        ...(crowded ? actionSets(actions) : []),
        ...(more.buttons ? frame.lost : []),
      ],
      ...(crowded || actions.length === 0 ? {} : { actions }),
      ...(frame.wide ? { msteams: { width: 'Full' } } : {}),
    },
  };
}

/** Says how much is missing and where it is. */
function cutShort(
  message: Message,
  shown: readonly Slice[],
  pages: readonly Slice[][],
  once: boolean,
): string {
  const rows = (page: readonly Slice[]) =>
    page.reduce((sum, { piece, from, to }) => sum + (piece.unit === 'row' ? to - from : 0), 0);
  const all = pages.reduce((sum, page) => sum + rows(page), 0);
  const first = rows(shown);
  const amount = all > first ? `${first} of ${all} rows are shown` : 'Not everything is shown';
  if (once)
    return `${amount}: a card holds no more, and asking again would do it again. To see how things are, ask me “status”.`;
  const asked = message.buttons.find((button) => 'command' in button);
  const way =
    asked !== undefined && 'command' in asked
      ? `press “${clean(asked.label, LIMIT.button)}”, or ask me “${clean(asked.command, LIMIT.choice)}”`
      : 'ask in a shell, with the seatkeeper command';
  return `${amount}: a card holds no more. To see the rest, ${way}.`;
}
