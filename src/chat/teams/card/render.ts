import type { Message, Part } from '../../../domain/message.ts';
import { cardPageText, cutShortText } from '../../say/chats/teams.ts';
import { clean } from '../../strip-controls.ts';
import { actionSets, clickAction, foldedActions, leftOut, renderButtons } from './actions.ts';
import type { AdaptiveCard, CardAction, Element } from './card.ts';
import { renderChart } from './chart.ts';
import { factsPiece } from './facts.ts';
import { BUDGET, COUNT, LIMIT, sizeOf } from './limit.ts';
import { cut, type Piece, paginate, type Slice, whole } from './piece.ts';
import { type RowButtons, renderRow } from './row.ts';
import { tablePieces } from './table.ts';
import { line, spanRuns, textRun } from './text.ts';

/** What is sent: `summary` for notifications and screen readers (plain text, never `text`), `card` for everyone. */
export interface Rendered {
  readonly summary: string;
  readonly card: AdaptiveCard;
}

export interface Look {
  /** The command this answers: Previous and Next ask it again. */
  readonly command?: string;
  /** The command changes something and must not be asked again: what does not fit is only counted. */
  readonly once?: boolean;
  /** The page of a message that does not fit on one card, from 1; default 1. A number above the last page is the last page. */
  readonly page?: number;
  /**
   * `false` for a client that treats every width as wide, like the Playground: no wide tables. Default `true`.
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
  if (pages.length === 1) return rendered(message, frame, shown, { note: null, turning: [] });
  if (asked === null) {
    const first = cut(pieces, room);
    const note = cutShort(message, first, pages, once);
    return rendered(message, frame, first, { note, turning: [] });
  }
  const turn = (title: string, to: number) => (to < 1 || to > pages.length ? [] : asked(title, to));
  return rendered(message, frame, shown, {
    note: cardPageText(page, pages.length),
    turning: [...turn('Previous', page - 1), ...turn('Next', page + 1)],
  });
}

/** What is on every page. */
interface Frame {
  readonly head: readonly Element[];
  readonly notes: readonly Element[];
  readonly actions: readonly CardAction[];
  readonly lost: readonly Element[];
  readonly wide: boolean;
}

/** Makes a button that asks for another page. */
type Turn = (title: string, page: number) => CardAction[];

/** `null` when the command is too long for the data of a button. */
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
  // An alert has to fit a phone. An answer has room for its buttons, unless it is a long list.
  const isAnswer = look.command !== undefined;
  const folds = body.filter(hasButtons).length > (isAnswer || body.some(asks) ? OPEN_ROWS : 1);
  const { actions, lost } = renderButtons(message.buttons);
  const frame: Frame = {
    head: headline(message),
    notes,
    actions: folds && !isAnswer ? foldedActions(actions) : actions,
    lost: leftOut(lost),
    wide: adapts && message.body.some((part) => part.type === 'table' && part.columns.length > 3),
  };
  const fullest = {
    note: WIDE.repeat(NOTE_LENGTH),
    turning: turn === null ? [] : [...turn('Previous', LAST_PAGE), ...turn('Next', LAST_PAGE)],
  };
  const room = BUDGET.card - sizeOf(rendered(message, frame, [], fullest).card);
  const pieces = body.flatMap((part, at) =>
    piecesOf(part, adapts, folds ? { id: `row-${at}`, full: isAnswer } : 'below'),
  );
  return { pages: paginate(pieces, room), frame, pieces, room };
}

/** So many rows of an answer, or of a question, have their buttons below them; in a longer one they appear once a row is pressed. */
const OPEN_ROWS = 5;

/** Three bytes long, like the longest characters. */
const WIDE = '漢';
const NOTE_LENGTH = 400;
const LAST_PAGE = 99_999;

/** Notes at the end are shown on every page: where the numbers come from matters on each of them. */
function apart(body: readonly Part[]): { body: readonly Part[]; notes: readonly Element[] } {
  const first = body.findLastIndex(({ type }) => type !== 'note') + 1;
  const notes = body.slice(first).flatMap((part) => (part.type === 'note' ? note(part.text) : []));
  return sizeOf(notes) <= BUDGET.notes ? { body: body.slice(0, first), notes } : { body, notes: [] };
}

function asks(part: Part): boolean {
  return part.type === 'row' && part.asks === true;
}

function hasButtons(part: Part): boolean {
  return part.type === 'row' && part.buttons.length > 0;
}

function piecesOf(part: Part, adapts: boolean, buttons: RowButtons): Piece[] {
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
      return [whole([renderRow(part, buttons)], 'row')];
    default:
      return part satisfies never;
  }
}

/** The summary of a message without a body tells everything, and needs no heading. */
function headline({ summary, title, body }: Message): Element[] {
  const text = body.length === 0 ? summary : title;
  const shown = line([
    textRun(text, LIMIT.title, body.length === 0 ? {} : { weight: 'bolder', size: 'medium' }),
  ]);
  return shown === null ? [] : [shown];
}

function note(text: string): Element[] {
  const block = line([textRun(text, LIMIT.note, { isSubtle: true, size: 'small' })], { spacing: 'small' });
  return block === null ? [] : [block];
}

function rendered(
  message: Message,
  frame: Frame,
  page: readonly Slice[],
  more: {
    readonly note: string | null;
    readonly turning: readonly CardAction[];
  },
): Rendered {
  const actions = [...more.turning, ...frame.actions];
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
        ...frame.lost,
      ],
      ...(crowded || actions.length === 0 ? {} : { actions }),
      ...(frame.wide ? { msteams: { width: 'Full' } } : {}),
    },
  };
}

/** How much is missing, and where it can be seen. */
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
  const counted = all > first ? { shown: first, all } : null;
  if (once) return cutShortText(counted, { kind: 'would-run-again' });
  const asks = message.buttons.find((button) => 'command' in button);
  if (asks === undefined || !('command' in asks)) return cutShortText(counted, { kind: 'shell' });
  const label = clean(asks.label, LIMIT.button);
  return cutShortText(counted, { kind: 'ask', label, command: clean(asks.command, LIMIT.choice) });
}
