import { bad, type Examined, good, healthPage, type OwnAddress, unsure } from './examined.ts';

/** What `doctor` says about the chat platforms. */

export const NO_CHAT_SET_UP = good('chat', 'neither Slack nor Teams is set up: the terminal is the chat');

const SETTINGS = {
  Slack: { admin: 'admin.slack', secret: 'SLACK_BOT_TOKEN' },
  Teams: { admin: 'admin.teams', secret: 'TEAMS_APP_ID' },
} as const;

/** For a platform that is in seatkeeper.yaml, while what it needs from the environment is missing. */
export function chatNotSetUp(platform: keyof typeof SETTINGS): Examined {
  const { admin, secret } = SETTINGS[platform];
  return unsure(
    platform,
    `${admin} is set, but ${secret} is not`,
    'docs/slack.md and docs/teams.md say how to set one up.',
  );
}

// --- The clock and the address, of every platform ----------------------------------------------------------------

const MAX_SKEW_MS = 60_000;

/** `skewMs`: how far the platform's clock is ahead of ours; `null` when it did not say. */
export function clockCheck(platform: string, skewMs: number | null): Examined {
  const name = 'clock';
  if (skewMs === null)
    return unsure(
      name,
      `${platform} did not say what time it is`,
      'Compare the clock of this machine with one you trust.',
    );
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return good(name, `${seconds} s from ${platform}'s`);
  return bad(
    name,
    `${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} ${platform}'s`,
    'Set it by NTP: when it is off by more than 5 minutes, every click is rejected.',
  );
}

/** `path`: what the platform's servers call below the address. `used`: where the admin has to enter the address. */
export function addressCheck(
  platform: string,
  { baseUrl, status }: OwnAddress,
  { path, used }: { readonly path: string; readonly used: string },
): Examined {
  const name = 'address';
  if (baseUrl === null)
    return unsure(
      name,
      'BASE_URL is not set',
      `Set BASE_URL to the https address at which ${platform} reaches this machine, and use it ${used}.`,
    );
  if (!baseUrl.startsWith('https:'))
    return bad(name, `${baseUrl} is not https`, `${platform} calls https addresses only.`);
  const url = healthPage(baseUrl);
  if (status === 200) return good(name, `${url} answers`);
  return unsure(
    name,
    status === null ? `${url} does not answer` : `${url} answers ${status}`,
    `Start the service, and route ${baseUrl}${path} to its PORT. The address may be unreachable from inside your network although ${platform} reaches it.`,
  );
}

/** What was found, and what to do about it. */
interface CheckText {
  readonly found: string;
  readonly fix: string;
}

// --- Teams -------------------------------------------------------------------------------------------------------

export const MESSAGING_ENDPOINT = 'as the messaging endpoint of the Azure Bot, with /api/messages behind it';

/** Where a Teams conversation is, for `conversationText`. */
interface Conversation {
  readonly kind: 'channel' | 'group' | 'personal';
  readonly id: string;
}

/** What is wrong with the set-up of Teams. */
export type TeamsProblem =
  | { readonly kind: 'local-mode' | 'app-id' | 'tenant-id' | 'secret-is-an-id' }
  | { readonly kind: 'admin-ids'; readonly users: readonly string[] }
  | { readonly kind: 'login-unreachable'; readonly code: string }
  | { readonly kind: 'not-installed'; readonly elsewhere: boolean }
  | { readonly kind: 'local-address' | 'only-personal'; readonly conversation: Conversation }
  | { readonly kind: 'not-writable'; readonly conversation: Conversation; readonly problem: string };

export function teamsProblemText(problem: TeamsProblem): CheckText {
  switch (problem.kind) {
    case 'local-mode':
      return {
        found: 'ON: CALLERS ARE NOT AUTHENTICATED',
        fix: 'Only for the Playground on this machine. For a real tenant remove TEAMS_LOCAL, and set TEAMS_APP_ID, TEAMS_APP_SECRET and TEAMS_TENANT_ID.',
      };
    case 'app-id':
      return {
        found: 'TEAMS_APP_ID is not a GUID',
        fix: 'Set it to the Application (client) ID of the app registration, like 6f1c1f0e-3a1e-….',
      };
    case 'tenant-id':
      return {
        found: 'TEAMS_TENANT_ID is not a GUID',
        fix: 'Set it to the Directory (tenant) ID, like 72f988bf-…. A domain name does not work, because Teams calls with the id.',
      };
    case 'secret-is-an-id':
      return {
        found: 'TEAMS_APP_SECRET looks like the id of a secret',
        fix: 'Entra shows a Secret ID and a Value. Create a new secret and use its Value.',
      };
    case 'admin-ids':
      return {
        found: `not an object id: ${problem.users.join(', ')}`,
        fix: 'Put the Object ID that Entra shows on the page of each user into admin.teams.users.',
      };
    case 'login-unreachable':
      return {
        found: `Entra cannot be reached (${problem.code})`,
        fix: 'Let this machine reach https://login.microsoftonline.com and https://smba.trafficmanager.net.',
      };
    case 'not-installed':
      return {
        found: problem.elsewhere
          ? 'Seatkeeper was added, but not by an admin in admin.teams.users'
          : 'Seatkeeper is in no team or chat',
        fix: 'Start the service. Then one of the admins in admin.teams.users has to add Seatkeeper to the admin team, or mention it there.',
      };
    case 'local-address':
      return {
        found: `${conversationText(problem.conversation)} is stored with an address that is not Teams'`,
        fix: 'The address comes from local mode: one of the admins in admin.teams.users has to mention Seatkeeper there again.',
      };
    case 'not-writable':
      return {
        found: `${conversationText(problem.conversation)} does not accept messages`,
        fix: problem.problem,
      };
    case 'only-personal':
      return {
        found: conversationText(problem.conversation),
        fix: 'Alerts reach one person only: add Seatkeeper to the admin team.',
      };
    default:
      return problem satisfies never;
  }
}

const KIND = {
  channel: 'the channel',
  group: 'the group chat',
  personal: 'the personal chat',
} as const;

/** `the channel 19:…` */
export function conversationText({ kind, id }: Conversation): string {
  return `${KIND[kind]} ${id}`;
}

export const TEAMS_TOKEN_GIVEN = 'Entra gives one for the Bot Connector';

export function teamsAdminsText(count: number): string {
  return `${count} in admin.teams.users`;
}
