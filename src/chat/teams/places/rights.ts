import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import { HOUR_MS } from '../../../domain/day.ts';
import { createAnswerCache } from '../../answer-cache.ts';
import {
  guestText,
  guestUnsureText,
  otherTenantText,
  UNKNOWN_SENDER,
  UNNAMED_PERSON,
} from '../../say/chats/teams.ts';
import { type BotApi, BotApiError, type Member } from '../rest/bot-api.ts';
import { isGone } from '../rest/failures.ts';
import type { ActivityAuthor, ConversationRef } from './conversation-of-activity.ts';
import { withoutThread } from './conversation-store.ts';

/** The conversation a person asks in, as `Caller.at` carries it. */
export const At = z.object({
  conversation: z.string().min(1),
  serviceUrl: z.string().min(1),
  kind: z.enum(['channel', 'personal', 'group']),
});

export interface TeamsRightsOptions {
  readonly connector: Pick<BotApi, 'member'>;
  /** Entra object ids of the admins. */
  readonly users: readonly string[];
  /** The tenant whose people are answered; `null` in local mode, where everyone is answered. */
  readonly tenant: string | null;
  readonly organisation: string;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
}

/** A person as Teams knows them. `outsider`: a guest, or a person of another tenant; nothing is shown to them. */
export interface TeamsRights {
  readonly caller: Caller;
  readonly outsider: boolean;
  /** Their addresses, where Teams told them just now or a short while ago. */
  readonly addresses: readonly string[];
}

export interface TeamsRightsLookup {
  /** Whether seatkeeper.yaml names them as an admin, by their Entra object id. Whether they are a guest by now only a conversation tells. */
  isAdmin(id: string | null): boolean;
  /**
   * Asks Teams whether they belong to the tenant. Never throws: while Teams cannot be asked, nobody may change anything, and
   * only admins and people whom Teams reported as members a short while ago may look.
   */
  of(by: ActivityAuthor, place: ConversationRef): Promise<TeamsRights>;
}

/** A person rarely becomes a guest, so that fact may be a minute old; whether they are an admin is checked with every activity. */
const FRESH_MS = 60_000;
/** How long members may still look while Teams cannot be asked. */
const RECENT_MS = HOUR_MS;
const REMEMBERED = 1000;

/** A guest's activities look like a member's: only the roster of the conversation tells them apart. */
export function createTeamsRights({
  connector,
  users,
  tenant,
  organisation,
  elapsed,
}: TeamsRightsOptions): TeamsRightsLookup {
  const fresh = createAnswerCache<Member>({ elapsed, freshMs: FRESH_MS, limit: REMEMBERED });
  /** The last answers, by the same key. */
  const lastAnswers = new Map<string, { at: number; answer: Member }>();

  function member(by: ActivityAuthor, place: ConversationRef): Promise<Member> {
    const key = keyOf(by, place);
    return fresh(key, async () => {
      const conversation = withoutThread(place.conversationId);
      const answer = await connector.member({ serviceUrl: place.serviceUrl, conversation }, by.id);
      keep(lastAnswers, key, { at: elapsed(), answer });
      return answer;
    });
  }

  function recent(by: ActivityAuthor, place: ConversationRef): Member | null {
    const last = lastAnswers.get(keyOf(by, place));
    return last !== undefined && elapsed() - last.at < RECENT_MS ? last.answer : null;
  }

  /** In local mode with no admins configured, the person at this machine is the admin. */
  function isNamed(id: string | null): boolean {
    return (
      (id !== null && users.some((user) => user.toLowerCase() === id)) ||
      (tenant === null && users.length === 0)
    );
  }

  return {
    isAdmin: isNamed,
    async of(by, place) {
      const id = by.aadObjectId?.toLowerCase() ?? null;
      const { conversationId: conversation, serviceUrl, kind } = place;
      const caller: Caller = {
        on: 'teams',
        id: `teams:${id ?? by.id}`,
        name: by.name === '' ? UNNAMED_PERSON : by.name,
        mayChange: false,
        at: { conversation, serviceUrl, kind } satisfies z.infer<typeof At>,
      };
      const isAdmin = isNamed(id);
      let addresses: readonly string[] = [];
      try {
        const known = by.id === '' ? null : await member(by, place);
        addresses = known?.addresses ?? [];
        const why = outsider([by, known], tenant, organisation);
        if (why !== null) return { caller: { ...caller, whyNot: why }, outsider: true, addresses: [] };
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
        const known = recent(by, place);
        const why = outsider([by, known], tenant, organisation);
        if (why !== null) return { caller: { ...caller, whyNot: why }, outsider: true, addresses: [] };
        if (tenant !== null && (isAdmin || known === null || isGone(error)))
          return {
            caller: { ...caller, whyNot: guestUnsureText(error.code) },
            outsider: !isAdmin,
            addresses: [],
          };
      }
      const insider: Caller = { ...caller, ...(addresses.length === 0 ? {} : { emails: addresses }) };
      if (isAdmin) return { caller: { ...insider, mayChange: true }, outsider: false, addresses };
      return {
        caller: id === null ? { ...insider, whyNot: UNKNOWN_SENDER } : insider,
        outsider: false,
        addresses,
      };
    },
  };
}

function keyOf({ id }: ActivityAuthor, { conversationId }: ConversationRef): string {
  return `${withoutThread(conversationId)} ${id}`;
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const old of map.keys()) if (map.size > REMEMBERED) map.delete(old);
}

/** Why a person does not belong to the organisation; `null` when nothing shows that they do not. */
function outsider(
  reports: readonly (Pick<Member, 'tenantId' | 'userRole'> | null)[],
  tenant: string | null,
  organisation: string,
): string | null {
  const elsewhere = reports.some(
    (one) => tenant !== null && one?.tenantId != null && one.tenantId.toLowerCase() !== tenant.toLowerCase(),
  );
  if (elsewhere) return otherTenantText(organisation);
  return reports.some((one) => /^(?:guest|anonymous)$/i.test(one?.userRole ?? ''))
    ? guestText(organisation)
    : null;
}
