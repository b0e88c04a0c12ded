import type { Message } from '../../../domain/message.ts';
import type { Block } from './blocks.ts';
import { type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { type BlockRoom, fitting, type Piece, piece, pieces, type Surface, without } from './piece.ts';
import { paragraph, rich } from './rich-text.ts';
import { context, fallback, NOTHING, tidy } from './text.ts';

/** What goes out: `text` for phones and screen readers, escaped; `blocks` for everybody else. */
export interface Rendered {
  readonly text: string;
  readonly blocks: Block[];
}

export interface Look {
  /** `false` after Slack refused the chart (`invalid_blocks`): its figures as text. Default `true`. */
  readonly charts?: boolean;
  /** `false` after Slack refused the table (`invalid_blocks`, `invalid_attachments`): lines of text. Default `true`. */
  readonly tables?: boolean;
  /** Over all blocks, where Slack took less than we thought it would. */
  readonly text?: number;
  /** How many rows carry their buttons. A channel shows 5; default 5. */
  readonly rowsWithButtons?: number;
}

/** Arguments for `chat.postMessage` besides channel, text and blocks, so that no text is ever parsed. */
export const AS_TEXT = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** One payload. What does not fit is counted in words, and the message's own buttons stay. */
export function renderMessage(message: Message, look: Look = {}): Rendered {
  const blocks = onePayload(message, { ...DEFAULT, ...look }, { ...ROOM, text: look.text ?? ROOM.text });
  return { text: fallback(message.summary), blocks };
}

/** Everything, in as many payloads as it takes. The message's own buttons are on the last. */
export function renderPages(message: Message, look: Look = {}): Rendered[] {
  const numbers: Numbers = { next: 0 };
  const left = pieces(message.body, { ...DEFAULT, ...look }, numbers);
  const buttons = piece(renderButtons(message.buttons, numbers), 0);
  const room = without(ROOM, [head(message, ' (1,000 of 1,000)'), buttons]);
  const pages: Piece[][] = [];
  while (left.length > 0 || pages.length === 0) pages.push(left.splice(0, Math.max(1, fitting(left, room))));
  return pages.map((page, at) => {
    const of = pages.length === 1 ? '' : ` (${at + 1} of ${pages.length})`;
    const last = at === pages.length - 1;
    return {
      text: `${fallback(message.summary)}${of}`,
      blocks: [head(message, of), ...page, ...(last ? [buttons] : [])].flatMap(({ blocks }) => blocks),
    };
  });
}

const ROOM: BlockRoom = { blocks: LIMIT.messageBlocks, text: LIMIT.text };
const DEFAULT: Surface = { charts: true, tables: true, rowsWithButtons: 5 };

/** As much of a message as there is room for: its sentence, its buttons and its last notes always, the rest in order. */
export function onePayload(
  message: Message,
  surface: Surface,
  room: BlockRoom,
  { firstNumber = 0 }: { readonly firstNumber?: number } = {},
): Block[] {
  const numbers: Numbers = { next: firstNumber };
  const all = pieces(message.body, surface, numbers);
  const first = head(message);
  const last = piece(renderButtons(message.buttons, numbers), 0);
  if (fitting(all, without(room, [first, last])) === all.length)
    return [first, ...all, last].flatMap(({ blocks }) => blocks);

  const [ending, rest] = [all.slice(smallPrint(all)), all.slice(0, smallPrint(all))];
  const body = rest.filter(({ continues }) => !continues);
  const spare = without(room, [first, piece([context(leftOut(rest))], 0), ...ending, last]);
  const shown = body.slice(0, fitting(body, spare));
  const left = rest.filter((one) => !shown.includes(one));
  const note = piece([context(leftOut(left))], 0);
  return [first, ...shown, note, ...ending, last].flatMap(({ blocks }) => blocks);
}

/** Where the small print at the end begins: how old the figures are must not be what gets lost. */
function smallPrint(all: readonly Piece[]): number {
  const last = all.findLastIndex(({ small }) => !small) + 1;
  return Math.max(last, all.length - 2);
}

function leftOut(rest: readonly Piece[]): string {
  const lists = rest.reduce((sum, { lists: more }) => sum + more, 0);
  return `${lists > 0 ? `${lists.toLocaleString('en-US')} more` : 'More'} than Slack takes in one message: not shown here.`;
}

/** The first block stands alone: notifications read it. */
function head({ summary, title, body }: Message, more = ''): Piece {
  const sentence = body.length === 0 || !/[.?!:]$/.test(title.trim()) ? summary : title;
  const shown = `${tidy(sentence, LIMIT.sentence) || NOTHING}${more}`;
  return piece([paragraph(rich(shown, { bold: true }))], 0);
}
