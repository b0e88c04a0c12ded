import type { Memory } from '../chat/platform.ts';
import { REMOVED_FROM_CHANNEL } from '../chat/say/chats/teams.ts';
import {
  alertChannelsOf,
  chosenAlertChannel,
  type TeamsMemory,
} from '../chat/teams/places/conversation-store.ts';
import { DAY_MS } from '../domain/day.ts';
import { lookAgain } from '../flows/asking/reach-nobody.ts';
import type { Context } from '../flows/context.ts';
import { notifyChatOutage, notifyChatRestored } from '../flows/outbox/notify-chat-outage.ts';
import { repeatMessage } from '../flows/outbox/repeat-message.ts';
import { inWriteTurn } from '../store/db/write-turn.ts';
import {
  conversationsOf,
  dropConversation,
  forgetProblems,
  noteConversation,
  saveConversation,
} from '../store/outbox/conversations.ts';
import { lastOutgoing, subjectAt } from '../store/outbox/outbox.ts';
import { homesSince, openHome, saveShown } from '../store/outbox/published-homes.ts';
import { receive } from '../store/outbox/received.ts';
import { recordRejections } from '../store/outbox/rejected-requests.ts';

const HOME_DAYS = 30;

/** The memory of a chat platform, kept in the store. */
export function memoryOf(context: Context, platform: string): Memory {
  const { store, now } = context;
  const at = () => now().toISOString();
  const write = <T>(change: () => T) => inWriteTurn(store, change);
  return {
    receive: (id) => write(() => receive(store, platform, id, at())),
    refresh: (ref, posted = null) => write(() => repeatMessage(context, platform, ref, posted)),
    problem: (id, problem, lasting = false) =>
      write(() =>
        store.write(() => {
          noteConversation(store, { platform, id, problem, at: at() });
          if (problem === null) notifyChatRestored(context, platform);
          else if (lasting) notifyChatOutage(context, platform, problem);
        }),
      ),
    forgetProblems: (besides) => write(() => forgetProblems(store, platform, besides)),
    refused: (counts, accepted) =>
      write(() => recordRejections(store, { platform, counts, accepted, at: at() })),
    homes: () => {
      const since = new Date(now().getTime() - HOME_DAYS * DAY_MS).toISOString();
      return homesSince(store, platform, since);
    },
    opened: (user) => write(() => openHome(store, platform, user, at())),
    showed: (user, shown) => write(() => saveShown(store, platform, user, shown)),
  };
}

/** The same for Teams, which also remembers the conversations it may post in. */
export function teamsMemoryOf(context: Context): TeamsMemory {
  const { store, now } = context;
  const platform = 'teams';
  const at = () => now().toISOString();
  const alertChannel = () =>
    chosenAlertChannel(alertChannelsOf({ conversations: () => conversationsOf(store, platform) }));
  return {
    ...memoryOf(context, platform),
    conversations: () => conversationsOf(store, platform),
    installed: (here) =>
      inWriteTurn(store, () =>
        store.write(() => {
          const fresh = saveConversation(store, {
            platform,
            id: here.conversation,
            kind: here.kind === 'personal' ? 'personal' : 'channel',
            ref: here,
            at: at(),
          });
          const alerts = alertChannel();
          if (alerts !== null) forgetProblems(store, platform, alerts.conversation);
          if (here.person !== undefined) lookAgain(context);
          return fresh;
        }),
      ),
    uninstalled: (id) =>
      inWriteTurn(store, () =>
        store.write(() => {
          const before = alertChannel();
          dropConversation(store, platform, id, at());
          if (before !== null && alertChannel() === null)
            notifyChatOutage(context, platform, REMOVED_FROM_CHANNEL);
        }),
      ),
    said: (ref) => {
      const subject = subjectAt(store, platform, ref);
      return subject === null ? null : (lastOutgoing(store, platform, subject)?.message ?? null);
    },
  };
}
