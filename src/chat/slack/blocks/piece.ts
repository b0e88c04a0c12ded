import type { Message, Part } from '../../../domain/message.ts';
import { rowsWithoutButtonsText } from '../../say/chats/slack-layout.ts';
import type { Block } from './blocks.ts';
import type { Numbers } from './button.ts';
import { renderChart } from './chart.ts';
import { renderFacts } from './facts.ts';
import { LIMIT } from './limit.ts';
import { paragraph, richSpans } from './rich-text.ts';
import { renderRow } from './row.ts';
import { renderTable } from './table.ts';
import { context, textLength } from './text.ts';

/** Blocks that stay together: a row with its buttons, a chunk of a table. */
export interface Piece {
  readonly blocks: readonly Block[];
  readonly text: number;
  /** How many entries it lists: table rows, things to decide on. */
  readonly lists: number;
  /** Whether it is small print: where the figures come from and how old they are. */
  readonly small: boolean;
  /** Whether it continues a table. Slack allows one table per message. */
  readonly continues: boolean;
}

export interface Surface {
  readonly charts: boolean;
  readonly tables: boolean;
  readonly rowsWithButtons: number;
  /** Whether several rows have menus at their right instead of buttons below them: then all of them do. */
  readonly menus: boolean;
}

/** The body of a message, part by part. Only the first table is a Slack table, because Slack allows one per message. */
export function pieces(body: Message['body'], surface: Surface, numbers: Numbers): Piece[] {
  const menus = hasMenus(body, surface);
  let rows = 0;
  let tables = 0;
  const all = body.flatMap((part): Piece[] => {
    if (part.type === 'table') {
      const native = surface.tables && (part.rows.length === 0 || tables++ === 0);
      return renderTable(part, native).map((chunk, at) => ({
        ...piece(chunk.blocks, chunk.rows),
        continues: native && at > 0,
      }));
    }
    if (part.type === 'facts') return renderFacts(part).map((block) => piece([block], 0));
    if (part.type !== 'row')
      return [{ ...piece([renderPart(part, surface)], 0), small: part.type === 'note' }];
    if (menus) return [piece(renderRow(part, numbers, 'menu'), 1)];
    const open = part.buttons.length > 0 && part.mark !== 'done';
    if (open) rows++;
    return [piece(renderRow(part, numbers, !open || rows <= surface.rowsWithButtons ? 'below' : 'none'), 1)];
  });
  if (rows <= surface.rowsWithButtons) return all;
  const note = rowsWithoutButtonsText(surface.rowsWithButtons);
  const last = all.findLastIndex(({ small }) => !small);
  return [...all.slice(0, last + 1), piece([context(note)], 0), ...all.slice(last + 1)];
}

/** Whether the rows of a message have menus: several of them have buttons, and none asks for an answer. */
export function hasMenus(body: Message['body'], surface: Surface): boolean {
  return surface.menus && body.filter(hasButtons).length > 1 && !body.some(asks);
}

function asks(part: Part): boolean {
  return part.type === 'row' && part.asks === true;
}

function hasButtons(part: Part): boolean {
  return part.type === 'row' && part.buttons.length > 0;
}

function renderPart(part: Exclude<Part, { type: 'table' | 'facts' | 'row' }>, surface: Surface): Block {
  switch (part.type) {
    case 'text':
      return paragraph(richSpans(part.spans));
    case 'chart':
      return renderChart(part, surface.charts);
    case 'note':
      return context(part.text);
    default:
      return part satisfies never;
  }
}

export function piece(blocks: readonly Block[], lists: number): Piece {
  return { blocks, text: textLength(blocks), lists, small: false, continues: false };
}

/** The room left in a payload. */
export interface BlockRoom {
  readonly blocks: number;
  readonly text: number;
}

export function without(room: BlockRoom, taken: readonly Piece[]): BlockRoom {
  return {
    blocks: room.blocks - taken.reduce((sum, { blocks }) => sum + blocks.length, 0),
    text: room.text - taken.reduce((sum, { text }) => sum + text, 0),
  };
}

/** How many of the pieces, counted from the first, fit into one payload. Slack allows one table and two charts. */
export function fitting(all: readonly Piece[], room: BlockRoom): number {
  let { blocks, text } = room;
  let [tables, charts] = [0, 0];
  for (const [at, one] of all.entries()) {
    blocks -= one.blocks.length;
    text -= one.text;
    tables += one.blocks.filter(({ type }) => type === 'table').length;
    charts += one.blocks.filter(({ type }) => type === 'data_visualization').length;
    if (blocks < 0 || text < 0 || tables > 1 || charts > LIMIT.charts) return at;
  }
  return all.length;
}
