import type { Draw } from '../../bench/random.mjs';
import type { Fault as SlackFault, Workspace } from '../support/slack/slack-workspace.ts';
import { CHANNEL } from '../support/teams/teams-client.ts';
import type { ConnectorCall, TeamsConnector, Fault as TeamsFault } from '../support/teams/teams-connector.ts';
import type { Arrival } from './judge.ts';
import type { Outbox } from './outbox.ts';

/** How often a request of the service fails while the storm lasts. */
const FAULTY_PERCENT = 20;
/** Longer than the service waits for an answer. */
const HANGING_MS = 12_000;
const LATER_SECONDS = '1';

const SLACK_FAULTS: readonly SlackFault[] = [
  { type: 'rate-limit', seconds: 1 },
  { type: 'status', status: 500 },
  { type: 'status', status: 503 },
  { type: 'delay', ms: HANGING_MS },
  { type: 'drop', when: 'before' },
  { type: 'drop', when: 'after' },
];
const TEAMS_FAULTS: readonly TeamsFault[] = [
  { status: 429, headers: { 'retry-after': LATER_SECONDS } },
  { status: 500 },
  { status: 503 },
  'hang',
  'cut',
];

export interface Chats {
  /** From here on nothing fails. */
  calm(): void;
  /** What both took into the admin channel, by the message of the outbox that it was. */
  arrivals(): readonly Arrival[];
  /** How often each fault happened. */
  readonly faults: ReadonlyMap<string, number>;
}

/** Slack and Teams that fail at random, and keep which message of the outbox each request was. */
export function openChats(
  workspace: Workspace,
  connector: TeamsConnector,
  outbox: Outbox,
  draw: Draw,
): Chats {
  let stormy = true;
  const faults = new Map<string, number>();
  /** By the arguments of a request, which the stand-ins keep with what came of it. */
  const rows = new Map<object, number | null>();
  const fail = <Fault>(platform: string, kinds: readonly Fault[]): Fault | null => {
    if (!stormy || !draw.chance(FAULTY_PERCENT)) return null;
    const fault = draw.pick(kinds);
    const name = `${platform} ${nameOf(fault)}`;
    faults.set(name, (faults.get(name) ?? 0) + 1);
    return fault;
  };
  /** `false` while nobody can read the database: its service is dead, so the request may as well not arrive. */
  const note = (request: object, platform: string, text: unknown): boolean => {
    try {
      rows.set(request, outbox.onItsWay(platform, String(text)));
      return true;
    } catch {
      return false;
    }
  };
  workspace.chance = (method, args) => {
    if (isToldInSlack(method) && !note(args, 'slack', args.text)) return { type: 'drop', when: 'before' };
    return fail('Slack', SLACK_FAULTS);
  };
  connector.chance = (call) => {
    if (isToldInTeams(call) && !note(call, 'teams', call.activity.summary)) return { status: 503 };
    return fail('Teams', TEAMS_FAULTS);
  };

  return {
    faults,
    calm() {
      stormy = false;
    },
    arrivals: () => [
      ...workspace.calls.flatMap(({ method, args, answer }): Arrival[] => {
        if (!isToldInSlack(method) || answer?.ok !== true) return [];
        const how = method === 'chat.update' ? 'edit' : 'post';
        return [{ platform: 'slack', row: rows.get(args) ?? null, how, text: String(args.text) }];
      }),
      ...connector.calls.flatMap((call): Arrival[] => {
        if (!isToldInTeams(call) || call.message === null) return [];
        const how = call.method === 'PUT' ? 'edit' : 'post';
        const text = String(call.activity.summary);
        return [{ platform: 'teams', row: rows.get(call) ?? null, how, text }];
      }),
    ],
  };
}

/** Answers to commands go elsewhere. */
function isToldInSlack(method: string): boolean {
  return method === 'chat.postMessage' || method === 'chat.update';
}

/** Answers to commands go to a thread, and the person who installs the bot is greeted. */
function isToldInTeams({ path, method, activity }: ConnectorCall): boolean {
  const inChannel = decodeURIComponent(path).startsWith(`/v3/conversations/${CHANNEL}/`);
  return method !== 'GET' && inChannel && !String(activity.summary).startsWith(WELCOME);
}

const WELCOME = 'Seatkeeper is here for';

function nameOf(fault: unknown): string {
  if (typeof fault === 'string') return fault;
  const { type, status, when } = fault as { type?: string; status?: number; when?: string };
  return [type === 'status' ? null : type, status, when].filter((word) => word != null).join(' ');
}
