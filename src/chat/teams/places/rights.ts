import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import { createAnswerCache } from '../../answer-cache.ts';
import { type BotApi, BotApiError, type Member } from '../rest/bot-api.ts';
import { isGone } from '../rest/failures.ts';
import type { ActivityAuthor, ConversationRef } from './conversation-of-activity.ts';
import { withoutThread } from './conversation-store.ts';

/** Where somebody asks, as `Caller.at` says it. */
export const At = z.object({
  conversation: z.string().min(1),
  serviceUrl: z.string().min(1),
  kind: z.enum(['channel', 'personal', 'group']),
});

export interface TeamsRightsOptions {
  readonly connector: Pick<BotApi, 'member'>;
  /** Entra object ids of those who may change things. */
  readonly users: readonly string[];
  /** The tenant whose people are answered; `null` in local mode, where everybody is. */
  readonly tenant: string | null;
  readonly organisation: string;
  readonly now: () => number;
}

/** Somebody as Teams knows them. `outsider`: a guest, or of another tenant; nothing is shown to them. */
export interface TeamsRights {
  readonly caller: Caller;
  readonly outsider: boolean;
}

export interface TeamsRightsLookup {
  /**
   * Asks Teams whether they belong to the tenant. Never throws: when it cannot be asked, nothing may be changed, and only
   * admins and those it named as members a short while ago may look.
   */
  of(by: ActivityAuthor, place: ConversationRef): Promise<TeamsRights>;
}

/** Who is a guest hardly changes; who is an admin is looked up with every activity. */
const FRESH_MS = 60_000;
/** An outage of Teams locks no member out at once. */
const RECENT_MS = 3_600_000;
const REMEMBERED = 1000;

/** A guest's activities look like everybody's: only the roster of the conversation tells. */
export function createTeamsRights({
  connector,
  users,
  tenant,
  organisation,
  now,
}: TeamsRightsOptions): TeamsRightsLookup {
  const fresh = createAnswerCache<Member>({ now, freshMs: FRESH_MS, limit: REMEMBERED });
  /** What was answered last, by the same key. */
  const said = new Map<string, { at: number; answer: Member }>();

  function member(by: ActivityAuthor, place: ConversationRef): Promise<Member> {
    const key = keyOf(by, place);
    return fresh(key, async () => {
      const conversation = withoutThread(place.conversationId);
      const answer = await connector.member({ serviceUrl: place.serviceUrl, conversation }, by.id);
      keep(said, key, { at: now(), answer });
      return answer;
    });
  }

  function recent(by: ActivityAuthor, place: ConversationRef): Member | null {
    const last = said.get(keyOf(by, place));
    return last !== undefined && now() - last.at < RECENT_MS ? last.answer : null;
  }

  return {
    async of(by, place) {
      const id = by.aadObjectId?.toLowerCase() ?? null;
      const { conversationId: conversation, serviceUrl, kind } = place;
      const caller: Caller = {
        on: 'teams',
        id: `teams:${id ?? by.id}`,
        name: by.name === '' ? 'Somebody in Teams' : by.name,
        mayChange: false,
        at: { conversation, serviceUrl, kind } satisfies z.infer<typeof At>,
      };
      // On one's own machine, with nobody named, whoever sits there is the admin.
      const listed =
        (id !== null && users.some((user) => user.toLowerCase() === id)) ||
        (tenant === null && users.length === 0);
      try {
        const known = by.id === '' ? null : await member(by, place);
        const why = outsider([by, known], tenant, organisation);
        if (why !== null) return { caller: { ...caller, whyNot: why }, outsider: true };
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
        const known = recent(by, place);
        const why = outsider([by, known], tenant, organisation);
        if (why !== null) return { caller: { ...caller, whyNot: why }, outsider: true };
        if (tenant !== null && (listed || known === null || isGone(error)))
          return { caller: { ...caller, whyNot: unsure(error) }, outsider: !listed };
      }
      if (listed) return { caller: { ...caller, mayChange: true }, outsider: false };
      return { caller: id === null ? { ...caller, whyNot: NOBODY } : caller, outsider: false };
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

const NOBODY = 'Teams did not say who you are, so nothing was changed. Ask me in Teams itself.';

function unsure({ code }: BotApiError): string {
  return `Teams did not say whether you are a guest (${code}), so nothing was changed. Try again in a moment.`;
}

/** Why somebody does not belong to the company; `null` when nothing says that they do not. */
function outsider(
  said: readonly (Member | null)[],
  tenant: string | null,
  organisation: string,
): string | null {
  const elsewhere = said.some(
    (one) => tenant !== null && one?.tenantId != null && one.tenantId.toLowerCase() !== tenant.toLowerCase(),
  );
  if (elsewhere)
    return `You are not in ${organisation}'s tenant: Seatkeeper answers its people only. Nothing was changed.`;
  return said.some((one) => /^(?:guest|anonymous)$/i.test(one?.userRole ?? ''))
    ? `You are a guest here: Seatkeeper answers only full members of ${organisation}. Nothing was changed.`
    : null;
}
