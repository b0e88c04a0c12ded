import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import { createAnswerCache } from '../../answer-cache.ts';
import { type SlackOutsider, slackOutsiderText, slackRightsUnknownText } from '../../say/chats/slack.ts';
import { callFor, type SlackApi, SlackApiError } from './api.ts';

/** The person a request came from, according to the signed payload. Says nothing about what they may do. */
export interface SlackUser {
  readonly user: string;
  readonly name: string;
  /** The workspace they belong to, where Slack names it. People from other companies in a shared channel have another one. */
  readonly team: string | null;
}

export interface SlackRightsOptions {
  readonly api: SlackApi;
  readonly channel: string;
  /** People who may change things, whether or not they are in the channel. */
  readonly users: readonly string[];
  /** Whether membership of the admin channel is enough. */
  readonly channelMembersMayChange: boolean;
  readonly organisation: string;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
}

/**
 * What Slack says about a person right now. `outsider`: a guest, somebody from another company, or a person for whom Slack could
 * not be asked; they are shown nothing. `unsure`: Slack did not answer everything, so the next answer may differ.
 */
export interface SlackRights {
  readonly caller: Caller;
  readonly outsider: boolean;
  readonly unsure: boolean;
}

interface Workspace {
  readonly team: string;
  /** The Enterprise Grid organisation it belongs to, if any. */
  readonly enterprise: string | null;
}

export interface SlackRightsLookup {
  /** The workspace the token belongs to; asks Slack once. Throws `SlackApiError`. */
  workspace(): Promise<Workspace>;
  /** Asks Slack who a person is and what they may do. Never throws: while Slack cannot be asked, they may neither change nor see anything. */
  of(by: SlackUser): Promise<SlackRights>;
}

/** Ten clicks in a row ask Slack once, and a person removed from the channel loses their rights within this time. */
const FRESH_MS = 10_000;
const MAX_CACHED = 1000;
/** Pages of conversations.members. A channel with more members than that is not an admin channel. */
const PAGES = 20;

export function createSlackRights(options: SlackRightsOptions): SlackRightsLookup {
  const { api, channel, users, channelMembersMayChange, organisation, elapsed } = options;
  const freshFor = { elapsed, freshMs: FRESH_MS, limit: MAX_CACHED };
  const people = createAnswerCache<z.infer<typeof UserInfo>>(freshFor);
  const members = createAnswerCache<ReadonlySet<string>>(freshFor);
  let answer: Promise<Workspace> | null = null;

  function workspace(): Promise<Workspace> {
    answer ??= callFor(api, AuthTest, 'auth.test', {}).then(({ team_id, enterprise_id }) => ({
      team: team_id,
      enterprise: enterprise_id ?? null,
    }));
    answer.catch(() => {
      answer = null;
    });
    return answer;
  }

  async function of(by: SlackUser): Promise<SlackRights> {
    const named: Caller = {
      on: 'slack',
      id: `slack:${by.user}`,
      name: by.name === '' ? by.user : by.name,
      mayChange: false,
    };
    let insider: Caller | null = null;
    try {
      const [ours, { user }] = await Promise.all([
        workspace(),
        people(by.user, () => callFor(api, UserInfo, 'users.info', { user: by.user })),
      ]);
      const caller = { ...named, name: nameOf(user) ?? named.name, ...emailsOf(user) };
      const reason = outsiderReason(user, by, ours);
      if (reason !== null) {
        const whyNot = slackOutsiderText(reason, organisation);
        return { caller: { ...caller, whyNot }, outsider: true, unsure: false };
      }
      insider = caller;
      const mayChange =
        users.includes(by.user) ||
        (channelMembersMayChange && (await members(channel, () => membersOf(api, channel))).has(by.user));
      return { caller: { ...caller, mayChange }, outsider: false, unsure: false };
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      const whyNot = slackRightsUnknownText(error.code);
      return { caller: { ...(insider ?? named), whyNot }, outsider: insider === null, unsure: true };
    }
  }

  return { workspace, of };
}

/** Why a person does not belong to the company; `null` when they do. */
function outsiderReason(
  user: z.infer<typeof UserInfo>['user'],
  by: SlackUser,
  ours: Workspace,
): SlackOutsider | null {
  const enterprise = user.enterprise_user?.enterprise_id ?? null;
  const sameOrganisation = ours.enterprise !== null && enterprise === ours.enterprise;
  const elsewhere = [user.team_id, by.team].some((team) => team != null && team !== ours.team);
  if (user.is_stranger === true || (elsewhere && !sameOrganisation)) return 'other-workspace';
  if (user.is_restricted === true || user.is_ultra_restricted === true) return 'guest';
  if (user.deleted === true || user.is_bot === true) return 'inactive';
  return null;
}

async function membersOf(api: SlackApi, channel: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const args = { channel, limit: 1000, ...(cursor === '' ? {} : { cursor }) };
    const { members, response_metadata } = await callFor(api, Members, 'conversations.members', args);
    for (const member of members) found.add(member);
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') return found;
  }
  throw new SlackApiError('refused', 'channel_too_large');
}

function nameOf({ profile, real_name, name }: z.infer<typeof UserInfo>['user']): string | null {
  return profile?.display_name || profile?.real_name || real_name || name || null;
}

function emailsOf({ profile }: z.infer<typeof UserInfo>['user']): Pick<Caller, 'emails'> {
  return profile?.email ? { emails: [profile.email] } : {};
}

const AuthTest = z.object({ team_id: z.string().min(1), enterprise_id: z.string().nullish() });
const Flag = z.boolean().nullish();
const UserInfo = z.object({
  user: z.object({
    name: z.string().nullish(),
    real_name: z.string().nullish(),
    team_id: z.string().nullish(),
    deleted: Flag,
    is_bot: Flag,
    is_restricted: Flag,
    is_ultra_restricted: Flag,
    is_stranger: Flag,
    enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
    profile: z
      .object({
        display_name: z.string().nullish(),
        real_name: z.string().nullish(),
        email: z.string().nullish(),
      })
      .nullish(),
  }),
});
const Members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});
