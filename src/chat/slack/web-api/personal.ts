import { z } from 'zod';
import type { DeliveryError } from '../../delivery-error.ts';
import type { Delivery, FoundUser, PersonalMessages } from '../../platform.ts';
import { callFor, type SlackApi, SlackApiError } from './api.ts';
import type { SlackRightsLookup } from './rights.ts';
import { createSlackSender, type SlackSenderOptions } from './send.ts';

export interface SlackPersonalOptions
  extends Pick<SlackSenderOptions, 'api' | 'elapsed' | 'sleep' | 'gapMs'> {
  readonly rights: Pick<SlackRightsLookup, 'of'>;
}

/** They can never be written to: https://docs.slack.dev/reference/methods/chat.postMessage */
const NEVER =
  /^(?:channel_not_found|user_not_found|user_disabled|user_not_visible|cannot_dm_bot|messages_tab_disabled|is_archived|restricted_action)$/;

/** Direct messages. A message to the id of a user arrives in their conversation with the bot, which needs no scope but `chat:write`. */
export function createSlackPersonal({ api, rights, ...pace }: SlackPersonalOptions): PersonalMessages {
  let failure: DeliveryError | null = null;
  /** One at a time, as the outbox sends them. */
  let to = '';
  const sender = createSlackSender({
    ...pace,
    api,
    channel: () => to,
    onProblem: () => {},
    onDoubt: () => {},
    onError: (error) => {
      failure = error;
    },
  });

  async function sent(user: string, send: () => Promise<Delivery>): Promise<Delivery> {
    to = user.replace(/^slack:/, '');
    failure = null;
    const delivery = await send();
    const { kind, code } = (failure ?? {}) as Partial<DeliveryError>;
    const never = delivery.outcome === 'refused' && kind === 'refused' && NEVER.test(code ?? '');
    return never ? { ...delivery, final: true } : delivery;
  }

  return {
    async find(addresses) {
      try {
        for (const email of addresses) {
          const user = await userAt(api, email);
          if (user !== null) return await belonging(rights, user);
        }
        return { kind: 'unknown' };
      } catch (error) {
        if (!(error instanceof SlackApiError)) throw error;
        return { kind: 'later', reason: error.code };
      }
    },
    post: (user, message) => sent(user, () => sender.post(message)),
    update: (user, ref, message) => sent(user, () => sender.update(ref, message)),
  };
}

type SlackProfile = z.infer<typeof Looked>['user'];

async function userAt(api: SlackApi, email: string): Promise<SlackProfile | null> {
  try {
    return (await callFor(api, Looked, 'users.lookupByEmail', { email })).user;
  } catch (error) {
    if (error instanceof SlackApiError && error.code === 'users_not_found') return null;
    throw error;
  }
}

async function belonging(
  rights: Pick<SlackRightsLookup, 'of'>,
  { id, tz, deleted, is_bot }: SlackProfile,
): Promise<FoundUser> {
  if (deleted === true || is_bot === true) return { kind: 'inactive' };
  const { outsider, unsure } = await rights.of({ user: id, name: '', team: null });
  if (unsure) return { kind: 'later', reason: 'users.info' };
  return outsider ? { kind: 'guest' } : { kind: 'found', user: `slack:${id}`, timezone: tz ?? null };
}

const Flag = z.boolean().nullish();
const Looked = z.object({
  user: z.object({ id: z.string().min(1), tz: z.string().nullish(), deleted: Flag, is_bot: Flag }),
});
