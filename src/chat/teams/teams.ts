import { randomBytes } from 'node:crypto';
import type { Bot, ChatPlatform } from '../platform.ts';
import { createRejections } from '../rejections.ts';
import { LOCAL_MODE, NO_ALERT_CHANNEL } from '../say/chats/teams.ts';
import { createFiles, filesReach } from './files/files.ts';
import { createOffers } from './files/offers.ts';
import { type Door, openDoor, type TeamsAccess } from './inbound/bot.ts';
import { messagesRoute } from './inbound/http-route.ts';
import { createInvokeHandler } from './inbound/invoke-handler.ts';
import { withTimeout } from './inbound/with-timeout.ts';
import type { TeamsMemory } from './places/conversation-store.ts';
import { createInstallations } from './places/installations.ts';
import { createTeamsPersonal } from './places/personal.ts';
import { createTeamsRights } from './places/rights.ts';
import { openBotApi } from './rest/bot-api.ts';
import type { TeamsLog } from './rest/log.ts';
import { createTeamsSender } from './rest/send.ts';

export interface TeamsOptions {
  readonly access: TeamsAccess;
  /** Entra object ids of the admins. */
  readonly users: readonly string[];
  readonly organisation: string;
  /** How many apps are connected. */
  readonly apps: number;
  readonly memory: TeamsMemory;
  readonly log: TeamsLog;
  /** `createPromptFetch`, which distinguishes a message that was never sent from one whose answer was lost. */
  readonly fetch: typeof fetch;
  /** Real time, in milliseconds. */
  readonly now: () => number;
  /** Milliseconds by a clock that cannot be set: for how fast we may post, and how long an answer about rights holds. */
  readonly elapsed: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** A word that cannot be guessed, for a file that waits to be accepted. */
  readonly ticket?: () => string;
  /** Milliseconds between two posts in a channel. */
  readonly gapMs?: number;
  /** How long the answer to an invoke may take before an interim card is given. */
  readonly answerMs?: number;
  /** How long the Bot Connector may take, and the servers that give keys and tokens. */
  readonly timeoutMs?: number;
  /** Authenticates callers: the SDK, unless a test has keys of its own. */
  readonly open?: (access: TeamsAccess) => Promise<Door>;
}

/** 7 a second, 60 in 30 seconds: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const GAP_MS = 500;
/** Teams waits longer in theory, but its clients show an error after 5 seconds. */
const ANSWER_MS = 1500;
const TIMEOUT_MS = 10_000;

/** Microsoft Teams as a chat platform: the Bot Connector calls us, and we call it. */
export function createTeams(options: TeamsOptions): ChatPlatform {
  const { access, memory, log, now, elapsed, gapMs = GAP_MS, answerMs = ANSWER_MS } = options;
  const local = access.mode === 'local';
  const look = local ? { adapts: false } : {};
  const rejections = createRejections({
    memory,
    sleep: options.sleep,
    onError: (error) => log.error({ error }, 'rejected requests were not noted'),
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
  const handler = createInvokeHandler({
    ...options,
    ...desk,
    local,
    look,
    answerMs,
    onRejected: rejections.add,
  });
  const sender = createTeamsSender({
    api: connector,
    address: installations.alertChannel,
    look,
    elapsed,
    sleep: options.sleep,
    gapMs,
    onProblem: (conversation, problem) =>
      void memory
        // Only problems that an admin has to fix come here.
        .problem(conversation, problem, true)
        .catch((error: unknown) => log.error({ error }, 'not noted')),
    onDoubt: () =>
      void memory.forgetProblems(null).catch((error: unknown) => log.error({ error }, 'not noted')),
  });

  const { sleep } = options;
  const personal = createTeamsPersonal({ api: connector, memory, local, look, elapsed, sleep, gapMs });

  return {
    id: 'teams',
    editsInPlace: true,
    routes: [
      messagesRoute({
        door: () => (bot === null || stopped ? null : door),
        tenant,
        async take(activity) {
          rejections.accepted();
          return bot === null ? null : handler.take(bot, activity);
        },
        onRejected: (reason, why) => {
          rejections.add(reason);
          log.warn({ why }, 'a request claiming to be from Teams was rejected');
        },
      }),
    ],
    async start(given) {
      if (local) log.warn({}, LOCAL_MODE);
      door = withTimeout(await (options.open ?? openDoor)(access), options.timeoutMs ?? TIMEOUT_MS);
      await offers.start().catch((error: unknown) => log.warn({ error }, 'old files were not deleted'));
      bot = given;
    },
    problems: () => [
      ...(local ? [LOCAL_MODE] : []),
      ...(installations.alertChannel() === null ? [NO_ALERT_CHANNEL] : []),
    ],
    post: (message) => (stopped ? STOPPED : sender.post(message)),
    update: (ref, message) => (stopped ? STOPPED : sender.update(ref, message)),
    mayChange: async (user) => rights.isAdmin(user.replace(/^teams:/, '').toLowerCase()),
    personal: {
      find: personal.find,
      post: (user, message) => (stopped ? STOPPED : personal.post(user, message)),
      update: (user, ref, message) => (stopped ? STOPPED : personal.update(user, ref, message)),
    },
    sendFile: files.offer,
    filesReach,
    // Reading the channel's history would need a permission that no admin should have to give.
    find: async () => 'cannot-tell',
    async stop() {
      stopped = true;
      await files.stop();
      await handler.idle();
      // Again, for files offered by an answer that was still under way.
      await offers.stop();
      await rejections.stop();
    },
  };
}

const newTicket = () => randomBytes(24).toString('base64url');
const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: 'Teams was stopped',
  retryAfterMs: null,
} as const);
