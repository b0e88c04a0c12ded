import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import type { SlackUser } from '../inbound/incoming.ts';
import { callFor, type SlackApi, SlackApiError } from './api.ts';

export interface SlackRightsOptions {
  readonly api: SlackApi;
  readonly channel: string;
  /** Who may change things wherever they are. */
  readonly users: readonly string[];
  /** Whether being in the admin channel is enough. */
  readonly channelMembersMayChange: boolean;
  readonly organisation: string;
  readonly now: () => number;
}

/**
 * Somebody as Slack knows them right now. `outsider`: a guest, from another company, or somebody of whom Slack does not say that
 * they are neither; nothing is shown to them. `unsure`: Slack could not be asked everything, the next answer may be another.
 */
export interface SlackRights {
  readonly caller: Caller;
  readonly outsider: boolean;
  readonly unsure: boolean;
}

export interface Workspace {
  readonly team: string;
  /** The organisation it belongs to. */
  readonly enterprise: string | null;
}

export interface SlackRightsLookup {
  /** The workspace of the token; asks Slack once. Throws `SlackApiError`. */
  home(): Promise<Workspace>;
  /** Asks Slack who they are and what they may do. Never throws: when Slack cannot be asked, nothing may be changed, nor seen. */
  of(by: SlackUser): Promise<SlackRights>;
}

/** Ten clicks in a row ask once; somebody who is taken out of the channel loses their rights as soon. */
const FRESH_MS = 10_000;
/** conversations.members in pages; a channel of more is no admin channel. */
const PAGES = 20;

export function createSlackRights(options: SlackRightsOptions): SlackRightsLookup {
  const { api, channel, users, channelMembersMayChange, organisation, now } = options;
  const person = fresh(now, (user: string) => callFor(api, UserInfo, 'users.info', { user }));
  const members = fresh(now, () => membersOf(api, channel));
  let home: Promise<Workspace> | null = null;

  function ask(): Promise<Workspace> {
    home ??= callFor(api, AuthTest, 'auth.test', {}).then(({ team_id, enterprise_id }) => ({
      team: team_id,
      enterprise: enterprise_id ?? null,
    }));
    home.catch(() => {
      home = null;
    });
    return home;
  }

  async function of(by: SlackUser): Promise<SlackRights> {
    const known: Caller = {
      on: 'slack',
      id: `slack:${by.user}`,
      name: by.name === '' ? by.user : by.name,
      mayChange: false,
    };
    let insider: Caller | null = null;
    try {
      const [ours, { user }] = await Promise.all([ask(), person(by.user)]);
      const caller = { ...known, name: nameOf(user) ?? known.name, ...emailOf(user) };
      const whyNot = outsider(user, by, ours, organisation);
      if (whyNot !== null) return { caller: { ...caller, whyNot }, outsider: true, unsure: false };
      insider = caller;
      const mayChange =
        users.includes(by.user) || (channelMembersMayChange && (await members('')).has(by.user));
      return { caller: { ...caller, mayChange }, outsider: false, unsure: false };
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      const whyNot = `Slack did not say whether you may change something (${error.code}), so nothing was changed. Try again in a moment.`;
      return { caller: { ...(insider ?? known), whyNot }, outsider: insider === null, unsure: true };
    }
  }

  return { home: ask, of };
}

/** Why somebody does not belong to the company; `null` when they do. */
function outsider(
  user: z.infer<typeof UserInfo>['user'],
  by: SlackUser,
  ours: Workspace,
  organisation: string,
): string | null {
  const enterprise = user.enterprise_user?.enterprise_id ?? null;
  const sameOrganisation = ours.enterprise !== null && enterprise === ours.enterprise;
  const elsewhere = [user.team_id, by.team].some((team) => team != null && team !== ours.team);
  if (user.is_stranger === true || (elsewhere && !sameOrganisation))
    return `You are not in ${organisation}'s workspace: Seatkeeper answers its people only. Nothing was changed.`;
  if (user.is_restricted === true || user.is_ultra_restricted === true)
    return `You are a guest here: Seatkeeper answers only full members of ${organisation}. Nothing was changed.`;
  if (user.deleted === true || user.is_bot === true)
    return 'Seatkeeper answers people with an active account only. Nothing was changed.';
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

/** Remembers answers for a moment, and lets those who ask at the same time share one. A failure is not remembered. */
function fresh<T>(now: () => number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, { at: number; answer: Promise<T> }>();
  return (key) => {
    const before = asked.get(key);
    if (before !== undefined && now() - before.at < FRESH_MS) return before.answer;
    for (const [old, { at }] of asked) if (now() - at >= FRESH_MS) asked.delete(old);
    const answer = ask(key);
    asked.set(key, { at: now(), answer });
    answer.catch(() => asked.delete(key));
    return answer;
  };
}

function nameOf({ profile, real_name, name }: z.infer<typeof UserInfo>['user']): string | null {
  return profile?.display_name || profile?.real_name || real_name || name || null;
}

function emailOf({ profile }: z.infer<typeof UserInfo>['user']): { email?: string } {
  return profile?.email ? { email: profile.email } : {};
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
