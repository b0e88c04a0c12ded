import type { AlertChannel, TeamsMemory } from '../../../src/chat/teams/places/conversation-store.ts';
import { forgetful } from '../memory.ts';

/** Remembers for as long as the test lasts. */
export function teamsMemory(): TeamsMemory {
  const channels = new Map<string, AlertChannel>();
  return {
    ...forgetful(),
    conversations: () => [...channels.values()],
    installed: async (channel) =>
      !channels.has(channel.conversation) && channels.set(channel.conversation, channel).size > 0,
    uninstalled: async (conversation) => void channels.delete(conversation),
    said: () => null,
  };
}
