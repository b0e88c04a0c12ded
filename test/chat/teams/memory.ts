import type { Spot, TeamsMemory } from '../../../src/chat/teams/places/conversation-store.ts';
import { forgetful } from '../memory.ts';

/** Remembers for as long as the test lasts. */
export function teamsMemory(): TeamsMemory {
  const spots = new Map<string, Spot>();
  return {
    ...forgetful(),
    conversations: () => [...spots.values()],
    installed: async (spot) => !spots.has(spot.conversation) && spots.set(spot.conversation, spot).size > 0,
    uninstalled: async (conversation) => void spots.delete(conversation),
    said: () => null,
  };
}
