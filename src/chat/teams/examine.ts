import {
  addressCheck,
  clockCheck,
  conversationText,
  MESSAGING_ENDPOINT,
  TEAMS_TOKEN_GIVEN,
  type TeamsProblem,
  teamsAdminsText,
  teamsProblemText,
} from '../say/chats/doctor.ts';
import { bad, type Examined, good, type OwnAddress, unsure } from '../say/chats/examined.ts';
import { entraLoginText } from '../say/chats/teams-failure.ts';
import type { TeamsAccess } from './inbound/bot.ts';
import { alertChannelsOf, chosenAlertChannel, type TeamsMemory } from './places/conversation-store.ts';
import { tryLogin } from './rest/entra.ts';
import { isServiceUrl } from './rest/service-url.ts';

export interface ExamineOptions {
  readonly access: TeamsAccess;
  readonly users: readonly string[];
  readonly address: OwnAddress;
  readonly memory: Pick<TeamsMemory, 'conversations'>;
  /** Why the last message to this conversation failed; `null` when it did not. */
  readonly problemOf: (conversation: string) => string | null;
  /** Real milliseconds. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Where tokens come from, when that is not Microsoft's own address. */
  readonly loginUrl?: string;
}

/** Checks everything Teams needs to work, in the cheapest way, and changes nothing. Never throws. */
export async function examineTeams(options: ExamineOptions): Promise<readonly Examined[]> {
  const { access, users, address } = options;
  if (access.mode === 'local')
    return [problem('TEAMS_LOCAL', { kind: 'local-mode' }), examineChannel(options)];
  const settings = examineSettings(access, users);
  if (settings.some(({ state }) => state === 'bad')) return [...settings, examineChannel(options)];
  return [
    ...settings,
    ...(await examineLogin(access, options)),
    examineChannel(options),
    addressCheck('Microsoft', address, { path: '/api/messages', used: MESSAGING_ENDPOINT }),
  ];
}

type Cloud = Extract<TeamsAccess, { mode: 'cloud' }>;

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What can be seen from how the settings are written: each of these mistakes happens when copying from the portal. */
function examineSettings({ appId, appSecret, tenantId }: Cloud, users: readonly string[]): Examined[] {
  const odd = users.filter((user) => !GUID.test(user));
  return [
    GUID.test(appId) ? good('Teams app id', appId) : problem('Teams app id', { kind: 'app-id' }),
    GUID.test(tenantId) ? good('Teams tenant', tenantId) : problem('Teams tenant', { kind: 'tenant-id' }),
    GUID.test(appSecret) ? problem('Teams secret', { kind: 'secret-is-an-id' }) : good('Teams secret', 'set'),
    odd.length === 0
      ? good('Teams admins', teamsAdminsText(users.length))
      : problem('Teams admins', { kind: 'admin-ids', users: odd }),
  ];
}

async function examineLogin(access: Cloud, { now, fetch, loginUrl }: ExamineOptions): Promise<Examined[]> {
  const name = 'Teams token';
  const login = await tryLogin({ ...access, fetch, ...(loginUrl === undefined ? {} : { loginUrl }) });
  if (login.kind === 'unreachable')
    return [problem(name, { kind: 'login-unreachable', code: login.code }, unsure)];
  const clock = clockCheck('Microsoft', login.serverTime === null ? null : login.serverTime - now());
  if (login.kind === 'accepted') return [good(name, TEAMS_TOKEN_GIVEN), clock];
  const { found, fix } = entraLoginText(login.code);
  return [bad(name, found, fix), clock];
}

function examineChannel({ access, memory, problemOf }: ExamineOptions): Examined {
  const name = 'Teams channel';
  const channels = alertChannelsOf(memory);
  const channel = chosenAlertChannel(channels);
  if (channel === null) return problem(name, { kind: 'not-installed', elsewhere: channels.length > 0 });
  const conversation = { kind: channel.kind, id: channel.conversation };
  if (!isServiceUrl(channel.serviceUrl, access.mode === 'local'))
    return problem(name, { kind: 'local-address', conversation });
  const failure = problemOf(channel.conversation);
  if (failure !== null) return problem(name, { kind: 'not-writable', conversation, problem: failure });
  if (channel.kind === 'personal') return problem(name, { kind: 'only-personal', conversation }, unsure);
  return good(name, conversationText(conversation));
}

function problem(name: string, found: TeamsProblem, state = bad): Examined {
  const text = teamsProblemText(found);
  return state(name, text.found, text.fix);
}
