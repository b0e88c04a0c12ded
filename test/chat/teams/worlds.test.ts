import { expect } from 'vitest';
import { type Rendered, renderMessage } from '../../../src/chat/teams/card/render.ts';
import { checkCard } from '../../support/teams/adaptive-card.ts';
import { everyPage } from '../../support/teams/every-page.ts';
import { liveParts } from '../../support/teams/live-card.ts';
import { everyWorld } from '../every-world.ts';
import { world } from '../worlds.ts';

/** One message of each world, and every message of every fourth world in every way. */
function show(seed: number): void {
  const { messages, reviews } = world(seed);
  const odd = messages[seed % messages.length];
  if (seed % 4 !== 0) {
    if (odd !== undefined) sent(renderMessage(odd));
  } else {
    for (const message of messages) sent(renderMessage(message));
    if (odd !== undefined) {
      sent(renderMessage(odd, { command: 'access figma', page: 1 + (seed % 7) }));
      for (const page of everyPage(odd)) sent(page);
    }
  }
  for (const review of reviews) {
    if (seed % 10 !== 0) sent(renderMessage(review, { command: 'app figma' }));
    else for (const page of everyPage(review)) sent(page);
  }
}

function sent({ summary, card, ...more }: Rendered): void {
  expect(more).toEqual({});
  if (summary.trim() === '' || summary.length > 300) throw new Error(`summary: ${summary}`);
  checkCard(card);
  const live = liveParts(card);
  if (live.length > 0) throw new Error(live.join('; '));
}

everyWorld('are shown in cards Teams takes, with nothing live in them', show);
