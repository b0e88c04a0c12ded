import { expect, it } from 'vitest';
import { typedYesText } from '../../../src/chat/say/removal/typed.ts';
import type { Button } from '../../../src/domain/message.ts';

const button = (action: Extract<Button, { readonly action: unknown }>['action']): Button => ({
  label: 'Remove it…',
  action,
});
const HASH = 'a'.repeat(64);

it.each<[string, readonly Button[], string | null]>([
  [
    'a plan',
    [button({ type: 'confirm-removal', app: 'figma', account: 'f1', hash: HASH })],
    'To confirm it, type the command again with --yes.',
  ],
  [
    'a plan on old data',
    [button({ type: 'confirm-removal', app: 'figma', account: 'f1', oldData: true, hash: HASH })],
    'To confirm it, type the command again with --yes --old-data.',
  ],
  [
    'a plan that waits for a second person',
    [button({ type: 'approve-removal', plan: 3, hash: HASH })],
    'To approve it, a second person types: approve 3 --yes',
  ],
  ['a message with other buttons', [{ label: 'Export', command: 'export access figma' }], null],
  ['a message without buttons', [], null],
])('where nothing can be pressed, %s says how it is confirmed', (_, buttons, text) => {
  expect(typedYesText(buttons)).toBe(text);
});
