import type { Memory } from './chat/platform.ts';
import type { Context } from './flows/context.ts';
import { repeatMessage } from './flows/repeat-message.ts';
import { noteConversation } from './store/conversations.ts';
import { homesSince, openHome, saveShown } from './store/homes.ts';
import { receive } from './store/received.ts';
import { inWriteTurn } from './store/write-turn.ts';

const HOME_DAYS = 30;

/** What a chat platform remembers, in the store. */
export function memoryOf(context: Context, platform: string): Memory {
  const { store, now } = context;
  const at = () => now().toISOString();
  const write = <T>(change: () => T) => inWriteTurn(store, change);
  return {
    receive: (id) => write(() => receive(store, platform, id, at())),
    refresh: (ref) => write(() => repeatMessage(context, platform, ref)),
    problem: (id, problem) => write(() => noteConversation(store, { platform, id, problem, at: at() })),
    homes: () => {
      const since = new Date(now().getTime() - HOME_DAYS * 86_400_000).toISOString();
      return homesSince(store, platform, since);
    },
    opened: (user) => write(() => openHome(store, platform, user, at())),
    showed: (user, shown) => write(() => saveShown(store, platform, user, shown)),
  };
}
