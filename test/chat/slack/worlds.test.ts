import { describe, expect, it } from 'vitest';
import { homePage } from '../../../src/chat/say/overview/home.ts';
import { renderHome } from '../../../src/chat/slack/blocks/app-home-view.ts';
import { type Rendered, renderMessage, renderPages } from '../../../src/chat/slack/blocks/render.ts';
import { renderReview, reviewFilters } from '../../../src/chat/slack/blocks/review-modal.ts';
import { checkHome, checkMessage, checkModal } from '../../support/slack/block-kit.ts';
import { liveParts } from '../../support/slack/live-markup.ts';
import { everyWorld } from '../every-world.ts';
import { world } from '../worlds.ts';

/** Every way in which a company can be shown. */
function show(seed: number): void {
  const { messages, reviews, home } = world(seed);
  const sent = (payload: Rendered) => {
    checkMessage(payload);
    isDead(payload);
  };
  for (const message of messages) sent(renderMessage(message));
  const odd = messages[seed % messages.length];
  if (odd !== undefined && seed % 4 === 0) {
    sent(renderMessage(odd, { charts: false, tables: false }));
    for (const page of renderPages(odd)) sent(page);
  }
  for (const review of reviews) {
    const filters = reviewFilters('figma', home.apps);
    const modal = renderReview(review, { command: 'app figma', filters });
    checkModal(modal);
    isDead(modal);
    if (seed % 10 === 0) for (const page of renderPages(review)) sent(page);
  }
  if (seed % 2 === 0) {
    const tab = renderHome(homePage(home));
    checkHome(tab);
    isDead(tab);
  }
}

function isDead(payload: unknown): void {
  const live = liveParts(payload);
  if (live.length > 0) throw new Error(live.join('; '));
}

everyWorld('are shown in payloads Slack takes, with nothing live in them', show);

describe('the random companies', () => {
  it('have the stated sizes', () => {
    const worlds = Array.from({ length: 400 }, (_, seed) => world(seed));
    const findings = worlds.flatMap(({ alerts }) => alerts.map(({ open }) => open));
    const apps = worlds.map(({ home }) => home.apps.length);
    expect(Math.min(...findings)).toBe(0);
    expect(Math.max(...findings)).toBeGreaterThan(4_000);
    expect(Math.min(...apps)).toBe(0);
    expect(Math.max(...apps)).toBeGreaterThan(150);
  });
});
