import { expect, test } from 'vitest';
import { CommandError } from '../../src/commands/command.ts';
import { oneOf, resolve } from '../../src/commands/resolve.ts';

const APPS = [
  { id: 'figma', name: 'Figma Design' },
  { id: 'zoom', name: 'Zoom' },
];
const named = (word: string) =>
  resolve(
    word,
    APPS,
    ({ meant }) => `no app; ${meant}`,
    ({ id, name }) => [id, name],
  );

function refusalOf(ask: () => unknown): CommandError {
  try {
    ask();
  } catch (error) {
    if (error instanceof CommandError) return error;
  }
  throw new Error('nothing was refused');
}

test('a word finds a candidate by any of its names, in any case', () => {
  expect(named('FIGMA')).toBe(APPS[0]);
  expect(named('figma design')).toBe(APPS[0]);
});

test('an unknown word is refused with the word, the closest first name and all first names as data', () => {
  const { message, unknown } = refusalOf(() => named('figam'));
  expect(message).toBe('no app; figma');
  expect(unknown).toEqual({ word: 'figam', meant: 'figma', known: ['figma', 'zoom'] });
});

test('a filter value that is close to no candidate is refused without a suggestion', () => {
  const { message, unknown } = refusalOf(() => oneOf('kind', 'qwertz', ['bot', 'guest']));
  expect(message).toBe('kind:qwertz is not known. It can be bot, guest.');
  expect(unknown?.meant).toBe(null);
});
