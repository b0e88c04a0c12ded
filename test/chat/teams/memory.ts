import type { Spot, TeamsMemory } from '../../../src/chat/teams/places.ts';

/** Remembers for as long as the test lasts. */
export function teamsMemory(): TeamsMemory {
  const seen = new Set<string>();
  const spots = new Map<string, Spot>();
  return {
    receive: async (id) => !seen.has(id) && seen.add(id).has(id),
    refresh: async () => {},
    problem: async () => {},
    homes: () => [],
    opened: async () => {},
    showed: async () => {},
    conversations: () => [...spots.values()],
    installed: async (spot) => !spots.has(spot.conversation) && spots.set(spot.conversation, spot).size > 0,
    uninstalled: async (conversation) => void spots.delete(conversation),
    said: () => null,
  };
}
