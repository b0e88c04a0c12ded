import { describe, expect, test } from 'vitest';
import { connectors } from '../../src/connectors/registry.ts';
import { waysOf } from '../../src/connectors/ways/ways.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { nested } from '../../src/shell/connect/entry.ts';

const KINDS = [
  ...connectors.map(({ id, settings }) => ({ what: 'app' as const, id, settings })),
  ...rosterSources.map(({ id, settings }) => ({ what: 'roster' as const, id, settings })),
];

describe.each(KINDS)('connect $id as $what', ({ what, id, settings }) => {
  test('has at least one way, and each a name of its own', () => {
    const names = waysOf(what, id).map(({ name }) => name);
    expect(names).not.toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('asks for settings that exist, and for every one that is needed', () => {
    for (const { questions } of waysOf(what, id)) {
      const needed = questions.filter(({ optional }) => optional !== true);
      for (const asked of [questions, needed]) {
        const flat = Object.fromEntries(asked.map(({ key, example }) => [key, example ?? 'something']));
        const parsed = settings.safeParse(nested(flat));
        const problems = (parsed.error?.issues ?? []).filter(
          ({ code, path, message }) =>
            code === 'unrecognized_keys' ||
            !asked.some(({ key }) => key.split('.')[0] === path[0]) ||
            /missing|required/i.test(message),
        );
        expect(problems).toEqual([]);
      }
    }
  });
});
