import { describe, expect, it, test } from 'vitest';
import { readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';
import { fixture } from '../../../support/teams/teams-client.ts';

const saying = (name: string, change: object) => readActivity({ ...fixture(name), ...change });
const BOT = '28:6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11';

/** The longest time that other requests have to wait. */
function took(work: () => unknown): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

describe('a text made to be slow to parse delays no other request', () => {
  const mention = (text: string) => ({ type: 'mention', text, mentioned: { id: BOT, name: 'Seatkeeper' } });
  test.each([
    ['tags that are never closed', '<at '.repeat(250_000), []],
    ['tags without a name', '<at>'.repeat(250_000), []],
    ['tags with an attribute', '<at a="<at a="'.repeat(70_000), []],
    [
      'mentions of us',
      '<at>'.repeat(125_000),
      Array.from({ length: 5_000 }, (_, at) => mention(`<at>${at}`)),
    ],
  ])('%s', (_what, text, entities) => {
    expect(took(() => saying('personal-message', { text, entities }))).toBeLessThan(1_000);
  });
});

describe('a text longer than any command', () => {
  it('is rejected with an explanation, and its beginning is not run as a command', () => {
    for (const text of [`link figma f1 ${'x'.repeat(10_000)}`, `${' '.repeat(10_000)}status`])
      expect(saying('personal-message', { text })).toMatchObject({
        type: 'refused',
        through: 'submit',
        reason: 'too-long',
      });
  });

  it('is ignored where the bot is not mentioned', () => {
    const text = 'x'.repeat(20_000);
    expect(saying('channel-without-mention', { text })).toMatchObject({ type: 'ignored' });
  });
});

it('a mention with an attribute is still read as a name', () => {
  const text = 'who <at id="0">Pablo Ruiz</at> <at>Ada</at>';
  expect(saying('personal-message', { text })).toMatchObject({ type: 'command', text: 'who Pablo Ruiz Ada' });
});
