import { bad, type Examined, examineAddress, examineClock, good, unsure } from '../doctor-check.ts';
import { entraLoginText } from '../say/chats/teams-failure.ts';
import type { TeamsAccess } from './inbound/bot.ts';
import { alertSpot, type Spot, spotsOf, type TeamsMemory } from './places/conversation-store.ts';
import { tryLogin } from './rest/entra.ts';
import { isServiceUrl } from './rest/service-url.ts';

export interface ExamineOptions {
  readonly access: TeamsAccess;
  readonly users: readonly string[];
  readonly baseUrl: string | null;
  readonly memory: Pick<TeamsMemory, 'conversations'>;
  /** Why the conversation with this id could not be written to last; `null` when it could. */
  readonly problemOf: (conversation: string) => string | null;
  /** Real milliseconds. */
  readonly now: () => number;
  /** Where tokens come from, when that is not Microsoft's own address. */
  readonly loginUrl?: string;
}

/** Looks at everything Teams needs to work, the cheapest way, and changes nothing. Never throws. */
export async function examineTeams(options: ExamineOptions): Promise<readonly Examined[]> {
  const { access, users, baseUrl } = options;
  if (access.mode === 'local') return [LOCAL, examineChannel(options)];
  const settings = examineSettings(access, users);
  if (settings.some(({ state }) => state === 'bad')) return [...settings, examineChannel(options)];
  return [
    ...settings,
    ...(await examineLogin(access, options)),
    examineChannel(options),
    await examineAddress('Microsoft', baseUrl, {
      path: '/api/messages',
      used: 'as the messaging endpoint of the Azure Bot, with /api/messages behind it',
    }),
  ];
}

type Cloud = Extract<TeamsAccess, { mode: 'cloud' }>;

const LOCAL = bad(
  'TEAMS_LOCAL',
  'ON: NOBODY WHO CALLS IS ASKED FOR PROOF',
  'Only for the Playground on this machine. For a real tenant take TEAMS_LOCAL out, and set TEAMS_APP_ID, TEAMS_APP_SECRET and TEAMS_TENANT_ID.',
);

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What can be told from how they are written: each of these mistakes is made when copying from the portal. */
function examineSettings({ appId, appSecret, tenantId }: Cloud, users: readonly string[]): Examined[] {
  const odd = users.filter((user) => !GUID.test(user));
  return [
    GUID.test(appId)
      ? good('Teams app id', appId)
      : bad(
          'Teams app id',
          'TEAMS_APP_ID is no id',
          'Put the Application (client) ID of the app registration into it, like 6f1c1f0e-3a1e-….',
        ),
    GUID.test(tenantId)
      ? good('Teams tenant', tenantId)
      : bad(
          'Teams tenant',
          'TEAMS_TENANT_ID is no id',
          'Put the Directory (tenant) ID into it, like 72f988bf-…: a domain name does not do, because Teams calls with the id.',
        ),
    GUID.test(appSecret)
      ? bad(
          'Teams secret',
          'TEAMS_APP_SECRET looks like the id of a secret',
          'Entra shows a Secret ID and a Value. Make a new secret and put its Value into it.',
        )
      : good('Teams secret', 'set'),
    odd.length === 0
      ? good('Teams admins', `${users.length} in admin.teams.users`)
      : bad(
          'Teams admins',
          `no object id: ${odd.join(', ')}`,
          'Put the Object ID that Entra shows on the page of each user into admin.teams.users.',
        ),
  ];
}

async function examineLogin(access: Cloud, { now, loginUrl }: ExamineOptions): Promise<Examined[]> {
  const name = 'Teams token';
  const login = await tryLogin({ ...access, ...(loginUrl === undefined ? {} : { loginUrl }) });
  if (login.kind === 'unreachable') {
    const fix =
      'Let this machine reach https://login.microsoftonline.com and https://smba.trafficmanager.net.';
    return [unsure(name, `Entra cannot be reached (${login.code})`, fix)];
  }
  const clock = examineClock('Microsoft', login.serverTime === null ? null : login.serverTime - now());
  if (login.kind === 'accepted') return [good(name, 'Entra gives one for the Bot Connector'), clock];
  const { found, fix } = entraLoginText(login.code);
  return [bad(name, found, fix), clock];
}

function examineChannel({ access, memory, problemOf }: ExamineOptions): Examined {
  const name = 'Teams channel';
  const spots = spotsOf(memory);
  const spot = alertSpot(spots);
  if (spot === null) {
    const found =
      spots.length === 0
        ? 'Seatkeeper is in no team or chat'
        : 'Seatkeeper was added, but not by somebody in admin.teams.users';
    const fix =
      'Start the service; then somebody in admin.teams.users adds Seatkeeper to the team of your admins, or mentions it there.';
    return bad(name, found, fix);
  }
  const called = `${KIND[spot.kind]} ${spot.conversation}`;
  if (!isServiceUrl(spot.serviceUrl, access.mode === 'local'))
    return bad(
      name,
      `${called} is kept with an address that is not Teams'`,
      'It comes from local mode: somebody in admin.teams.users mentions Seatkeeper there once more.',
    );
  const problem = problemOf(spot.conversation);
  if (problem !== null) return bad(name, `${called} takes nothing`, problem);
  if (spot.kind === 'personal')
    return unsure(name, called, 'Alerts reach one person only: add Seatkeeper to the team of your admins.');
  return good(name, called);
}

const KIND: Readonly<Record<Spot['kind'], string>> = {
  channel: 'the channel',
  group: 'the group chat',
  personal: 'the personal chat',
};
