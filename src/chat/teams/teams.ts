import { randomBytes } from 'node:crypto';
import type { Bot, ChatPlatform } from '../platform.ts';
import { createRejections } from '../rejections.ts';
import { createFiles, filesReach } from './files/files.ts';
import { createOffers } from './files/offers.ts';
import { type Door, openDoor, type TeamsAccess } from './inbound/bot.ts';
import { messagesRoute } from './inbound/http-route.ts';
import { createReception } from './inbound/invoke-handler.ts';
import { timelyDoor } from './inbound/with-timeout.ts';
import type { TeamsMemory } from './places/conversation-store.ts';
import { createInstallations } from './places/installations.ts';
import { createTeamsRights } from './places/rights.ts';
import { openBotApi } from './rest/bot-api.ts';
import type { Log } from './rest/log.ts';
import { createTeamsSender } from './rest/send.ts';

export interface TeamsOptions {
  readonly access: TeamsAccess;
  /** Entra object ids of those who may change things. */
  readonly users: readonly string[];
  readonly organisation: string;
  /** How many apps are connected. */
  readonly apps: number;
  readonly memory: TeamsMemory;
  readonly log: Log;
  /** `createPromptFetch`, so that a message that was never sent is told from one whose answer was lost. */
  readonly fetch: typeof fetch;
  /** Real time, in milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** A word nobody can guess, for a file that waits to be taken. */
  readonly ticket?: () => string;
  /** Milliseconds between two posts in a channel. */
  readonly gapMs?: number;
  /** How long the answer to an invoke may take before an interim card is given. */
  readonly answerMs?: number;
  /** How long the Bot Connector may take, and whoever gives keys and tokens. */
  readonly timeoutMs?: number;
  /** Proves who calls; the SDK, unless a test has keys of its own. */
  readonly open?: (access: TeamsAccess) => Promise<Door>;
}

/** 7 a second, 60 in 30 seconds: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const GAP_MS = 500;
/** Teams waits longer in theory; its clients say after 5 seconds that something went wrong. */
const ANSWER_MS = 1500;
const TIMEOUT_MS = 10_000;

/** Microsoft Teams as a chat platform: the Bot Connector calls us, and we call it. */
export function createTeams(options: TeamsOptions): ChatPlatform {
  const { access, memory, log, now, gapMs = GAP_MS, answerMs = ANSWER_MS } = options;
  const local = access.mode === 'local';
  const look = local ? { adapts: false } : {};
  const refusals = createRejections({
    memory,
    sleep: options.sleep,
    onError: (error) => log.error({ error }, 'refused requests were not noted'),
  });
  let bot: Bot | null = null;
  let door: Door | null = null;
  let stopped = false;

  const connector = openBotApi({
    token: async () => (door === null ? null : door.token()),
    fetch: options.fetch,
    local,
    random: options.random,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const installations = createInstallations({ ...options, local, connector, look });
  const offers = createOffers({ now, ticket: options.ticket ?? newTicket });
  const files = createFiles({ ...options, local, look, connector, offers });
  const tenant = access.mode === 'cloud' ? access.tenantId : null;
  const rights = createTeamsRights({ ...options, connector, tenant });
  const desk = { rights, memory, connector, installations, files };
  const reception = createReception({
    ...options,
    ...desk,
    local,
    look,
    answerMs,
    onRefused: refusals.add,
  });
  const sender = createTeamsSender({
    api: connector,
    spot: installations.spot,
    look,
    now,
    sleep: options.sleep,
    gapMs,
    onProblem: (conversation, problem) =>
      void memory
        // Only what somebody has to mend comes here.
        .problem(conversation, problem, true)
        .catch((error: unknown) => log.error({ error }, 'not noted')),
    onDoubt: () =>
      void memory.forgetProblems(null).catch((error: unknown) => log.error({ error }, 'not noted')),
  });

  return {
    id: 'teams',
    editsInPlace: true,
    routes: [
      messagesRoute({
        door: () => (bot === null || stopped ? null : door),
        tenant,
        async take(activity) {
          refusals.accepted();
          return bot === null ? null : reception.take(bot, activity);
        },
        onRefused: (reason, why) => {
          refusals.add(reason);
          log.warn({ why }, 'a request in the name of Teams was refused');
        },
      }),
    ],
    async start(given) {
      if (local) log.warn({}, LOCAL);
      door = timelyDoor(await (options.open ?? openDoor)(access), options.timeoutMs ?? TIMEOUT_MS);
      await offers.start().catch((error: unknown) => log.warn({ error }, 'old files were not deleted'));
      bot = given;
    },
    problems: () => [...(local ? [LOCAL] : []), ...(installations.spot() === null ? [NOWHERE] : [])],
    post: (message) => (stopped ? STOPPED : sender.post(message)),
    update: (ref, message) => (stopped ? STOPPED : sender.update(ref, message)),
    sendFile: files.offer,
    filesReach,
    // Reading the channel's history would need a permission nobody should have to give.
    find: async () => 'cannot-tell',
    async stop() {
      stopped = true;
      await files.stop();
      await reception.idle();
      // What was offered by an answer that was still under way.
      await offers.stop();
      await refusals.stop();
    },
  };
}

const newTicket = () => randomBytes(24).toString('base64url');
const LOCAL =
  'TEAMS_LOCAL is on: nobody who calls is asked for proof, so only this machine can call. Take it out for a real tenant.';
const NOWHERE =
  'Alerts have no channel in Teams yet: somebody in admin.teams.users adds Seatkeeper to the team of your admins.';
const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: 'Teams was stopped',
  retryAfterMs: null,
} as const);
