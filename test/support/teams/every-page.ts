import { type Rendered, renderMessage } from '../../../src/chat/teams/card/render.ts';
import type { Message } from '../../../src/domain/message.ts';

/** All pages of a message, as an admin sees them by turning one after the other. */
export function everyPage(message: Message): readonly Rendered[] {
  const pages: Rendered[] = [];
  for (;;) {
    const page = renderMessage(message, { command: 'access figma', page: pages.length + 1 });
    pages.push(page);
    if (!JSON.stringify(page.card).includes('"title":"Next"')) return pages;
  }
}
