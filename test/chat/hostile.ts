import { expect } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import { HOSTILE_NAMES } from './fixtures/hostile-names.ts';
import { INJECTIONS } from './fixtures/injection.ts';
import { naming } from './platform-contract.ts';

/** Every harmful name a person may give themselves. */
export const HOSTILE: readonly string[] = [...HOSTILE_NAMES, ...INJECTIONS];

/** A row for each name, with a readable title. */
export function titled(names: readonly string[]): (readonly [title: string, name: string])[] {
  return names.map((name) => [JSON.stringify(name.slice(0, 60)), name]);
}

/** The name in every place of a message but the link: whether a name becomes a link has its own test. */
export function namingUnlinked(name: string): Message {
  const message = naming(name);
  return {
    ...message,
    body: message.body.map((part) =>
      part.type === 'text'
        ? { ...part, spans: part.spans.filter((span) => typeof span === 'string' || !('url' in span)) }
        : part,
    ),
  };
}

/** Checks that no name changes the tree around it. `treeOf` renders a message and removes its words. */
export function expectSameLooks(names: readonly string[], treeOf: (message: Message) => unknown): void {
  const decent = treeOf(namingUnlinked('Jo Park'));
  // A name of which nothing can be shown leaves no element, and a long text leaves room for fewer buttons.
  const shown = names.filter((name) => name.length < 60 && /[\p{L}\p{N}]/u.test(name));
  expect(shown.length).toBeGreaterThan(300);
  for (const name of shown) expect(treeOf(namingUnlinked(name)), JSON.stringify(name)).toEqual(decent);
}
