import { MORE_ON_HOME_PAGE } from '../../say/chats/slack-layout.ts';
import type { HomePage } from '../../say/overview/home.ts';
import type { Block, Home } from './blocks.ts';
import { renderButtons } from './button.ts';
import { LIMIT } from './limit.ts';
import { fitting, type Piece, piece, pieces, without } from './piece.ts';
import { paragraph, rich } from './rich-text.ts';
import { context, NOTHING, plain, tidy } from './text.ts';

/**
 * The App Home tab, for `views.publish`. When room is short, every section still has its heading and buttons, and the longest
 * lists end early with a note.
 */
export function renderHome({ summary, sections }: HomePage): Home {
  const numbers = { next: 0 };
  const surface = { charts: false, tables: false, rowsWithButtons: Number.POSITIVE_INFINITY, menus: false };
  const first = piece([paragraph(rich(tidy(summary, LIMIT.sentence) || NOTHING, { bold: true }))], 0);
  const drawn = sections.map(({ title, body, buttons }) => ({
    head: piece([{ type: 'divider' }, { type: 'header', text: plain(title, LIMIT.label) }], 0),
    body: pieces(body, surface, numbers),
    end: piece(renderButtons(buttons, numbers), 0),
  }));
  let room = without({ blocks: LIMIT.viewBlocks, text: LIMIT.text }, [
    first,
    ...drawn.flatMap(({ head, end }) => [head, END, end]),
  ]);
  const blocks: Block[] = [...first.blocks];
  for (const [at, { head, body, end }] of drawn.entries()) {
    // The remaining room is divided among the remaining sections.
    const share = drawn.length - at;
    const own = { blocks: Math.floor(room.blocks / share), text: Math.floor(room.text / share) };
    const taken = fitting(body, own);
    const some = body.slice(0, taken);
    room = without(room, some);
    blocks.push(...[head, ...some, ...(taken < body.length ? [END] : []), end].flatMap((one) => one.blocks));
  }
  return { type: 'home', blocks };
}

const END: Piece = piece([context(MORE_ON_HOME_PAGE)], 0);
