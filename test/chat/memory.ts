import type { Memory } from '../../src/chat/platform.ts';

/** Remembers deliveries and nothing else. */
export function forgetful(): Memory {
  const seen = new Set<string>();
  return {
    receive: async (id) => !seen.has(id) && seen.add(id).has(id),
    refresh: async () => {},
    problem: async () => {},
    forgetProblems: async () => {},
    refused: async () => {},
    homes: () => [],
    opened: async () => {},
    showed: async () => {},
  };
}
