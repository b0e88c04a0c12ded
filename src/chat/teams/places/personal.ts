import type { Delivery, PersonalMessages } from '../../platform.ts';
import { NOT_ADDED_BY_THEM } from '../../say/chats/teams.ts';
import { createTeamsSender, type TeamsSenderOptions } from '../rest/send.ts';
import { isServiceUrl } from '../rest/service-url.ts';
import { type AlertChannel, alertChannelsOf, type TeamsMemory } from './conversation-store.ts';

export interface TeamsPersonalOptions
  extends Pick<TeamsSenderOptions, 'api' | 'look' | 'elapsed' | 'sleep' | 'gapMs'> {
  readonly memory: Pick<TeamsMemory, 'conversations'>;
  readonly local: boolean;
}

type PersonalChat = AlertChannel & { readonly person: NonNullable<AlertChannel['person']> };

/** Messages to people who have added the bot for themselves: only their conversations are known. */
export function createTeamsPersonal({ memory, local, ...options }: TeamsPersonalOptions): PersonalMessages {
  /** One at a time, as the outbox sends them. */
  let to: PersonalChat | null = null;
  let gone = false;
  const sender = createTeamsSender({
    ...options,
    address: () => to,
    onProblem: (_, problem) => {
      gone = problem !== null;
    },
    onDoubt: () => {},
  });

  function chats(): readonly PersonalChat[] {
    return alertChannelsOf(memory).flatMap((one) =>
      one.kind === 'personal' && one.person !== undefined && isServiceUrl(one.serviceUrl, local)
        ? [{ ...one, person: one.person }]
        : [],
    );
  }

  async function sent(user: string, send: () => Promise<Delivery>): Promise<Delivery> {
    to = chats().find(({ person }) => person.user === user) ?? null;
    if (to === null)
      return { outcome: 'refused', reason: NOT_ADDED_BY_THEM, retryAfterMs: null, final: true };
    gone = false;
    const delivery = await send();
    return gone && delivery.outcome === 'refused' ? { ...delivery, final: true } : delivery;
  }

  return {
    async find(addresses) {
      const known = chats();
      for (const address of addresses) {
        const found = known.find(({ person }) => person.addresses.includes(address.toLowerCase()));
        if (found !== undefined)
          return { kind: 'found', user: found.person.user, timezone: found.person.timezone };
      }
      return { kind: 'unknown' };
    },
    post: (user, message) => sent(user, () => sender.post(message)),
    update: (user, ref, message) => sent(user, () => sender.update(ref, message)),
  };
}
