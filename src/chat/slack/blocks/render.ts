import type { Message } from '../../../domain/message.ts';
import { leftOutText } from '../../say/chats/slack-layout.ts';
import type { Block } from './blocks.ts';
import { type Numbers, renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { renderFolded } from './menu.ts';
import {
  type BlockRoom,
  fitting,
  hasMenus,
  type Piece,
  piece,
  pieces,
  type Surface,
  without,
} from './piece.ts';
import { paragraph, rich } from './rich-text.ts';
import { context, fallback, NOTHING, tidy } from './text.ts';

/** A payload: `text` for notifications and screen readers, escaped; `blocks` for the message itself. */
export interface Rendered {
  readonly text: string;
  readonly blocks: Block[];
}

export interface Look {
  /** `false` after Slack rejected the chart (`invalid_blocks`): shows its figures as text. Default `true`. */
  readonly charts?: boolean;
  /** `false` after Slack rejected the table (`invalid_blocks`, `invalid_attachments`): shows lines of text. Default `true`. */
  readonly tables?: boolean;
  /** The most text over all blocks, for when Slack allowed less than expected. */
  readonly text?: number;
  /** How many rows have their buttons. Default 5, as in a channel. */
  readonly rowsWithButtons?: number;
}

/** Further arguments for `chat.postMessage`, so that Slack parses no text for links or names. */
export const AS_TEXT = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** One payload. A note counts what does not fit; the message's own buttons are always shown. */
export function renderMessage(message: Message, look: Look = {}): Rendered {
  const blocks = onePayload(message, { ...DEFAULT, ...look }, { ...ROOM, text: look.text ?? ROOM.text });
  return { text: fallback(message.summary), blocks };
}

/** The whole message, in as many payloads as needed. Its own buttons are on the last one. */
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
const DEFAULT: Surface = { charts: true, tables: true, rowsWithButtons: 5, menus: true };

/** As much of a message as fits. Its sentence, its buttons and its last notes are always shown, and the rest in order. */
export function onePayload(
  message: Message,
  surface: Surface,
  room: BlockRoom,
  { firstNumber = 0 }: { readonly firstNumber?: number } = {},
): Block[] {
  const numbers: Numbers = { next: firstNumber };
  const all = pieces(message.body, surface, numbers);
  const first = head(message);
  const buttons = hasMenus(message.body, surface) ? renderFolded : renderButtons;
  const last = piece(buttons(message.buttons, numbers), 0);
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

/** Where the small print at the end begins. It is kept, because it says how old the figures are. */
function smallPrint(all: readonly Piece[]): number {
  const last = all.findLastIndex(({ small }) => !small) + 1;
  return Math.max(last, all.length - 2);
}

function leftOut(rest: readonly Piece[]): string {
  const lists = rest.reduce((sum, { lists: more }) => sum + more, 0);
  return leftOutText(lists);
}

/** The first block is a full sentence, because notifications show only that. */
function head({ summary, title, body }: Message, more = ''): Piece {
  const sentence = body.length === 0 || !/[.?!:]$/.test(title.trim()) ? summary : title;
  const shown = `${tidy(sentence, LIMIT.sentence) || NOTHING}${more}`;
  return piece([paragraph(rich(shown, { bold: true }))], 0);
}
