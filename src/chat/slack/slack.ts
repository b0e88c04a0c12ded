import type { Instant } from '../../domain/day.ts';
import type { Bot, ChatPlatform, Memory } from '../platform.ts';
import { createRejections } from '../rejections.ts';
import { SLACK_STOPPED, slackSocketProblem } from '../say/chats/slack.ts';
import { openApi, openLine, type SlackAccess, type SlackDispatcher } from './bolt.ts';
import { oneAtATime } from './inbound/one-at-a-time.ts';
import { createRequestHandler } from './inbound/request-handler.ts';
import type { SlackLog } from './web-api/api.ts';
import { createHomeTab } from './web-api/app-home-publisher.ts';
import { createModals } from './web-api/modals.ts';
import { createSlackPersonal } from './web-api/personal.ts';
import { createResponder } from './web-api/respond.ts';
import { createSlackRights } from './web-api/rights.ts';
import { createSlackSender } from './web-api/send.ts';
import { sendFile } from './web-api/send-file.ts';

export interface SlackOptions {
  readonly access: SlackAccess;
  /** The admin channel's id, and the people who may change things; see seatkeeper.yaml. */
  readonly admin: {
    readonly channel: string;
    readonly users: readonly string[];
    readonly channelMembersMayChange: boolean;
  };
  readonly organisation: string;
  readonly apps: readonly { readonly id: string; readonly name: string }[];
  readonly memory: Memory;
  readonly log: SlackLog;
  /** Real time, in milliseconds: Slack signs with it. */
  readonly now: () => number;
  /** Milliseconds by a clock that cannot be set: for how fast we may post, and how long an answer about rights holds. */
  readonly elapsed: () => number;
  /** Ends early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** `createPromptFetch`, so that a message that was never sent can be told from one whose answer was lost. */
  readonly fetch: typeof fetch;
  /** What carries the socket, if it does not connect directly. */
  readonly dispatcher?: SlackDispatcher;
  /** Milliseconds between two messages in a channel; a second, as Slack asks, unless a test sets less. */
  readonly gapMs?: number;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
const GAP_MS = 1000;

/** Slack as a chat platform: over HTTP when there is a signing secret, over a socket when there is an app token. */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { access, admin, memory, log, now, elapsed, sleep, gapMs = GAP_MS } = options;
  const stopping = new AbortController();
  /** Waits, but not while the service is stopping: Slack may ask for long pauses. */
  const pause = (ms: number) => sleep(ms, stopping.signal);
  const api = openApi(access, log, now, options.fetch);
  const rights = createSlackRights({ ...options, ...admin, api });
  const home = createHomeTab({ api, rights, memory, sleep: pause, gapMs, log });
  const rejections = createRejections({
    memory,
    sleep,
    onError: (error) => log.error({ error }, 'rejected requests could not be counted'),
  });
  const stored = (work: Promise<void>) =>
    void work.catch((error: unknown) =>
      log.error({ error }, 'Slack: the state of the channel could not be stored'),
    );
  const sender = createSlackSender({
    api,
    channel: () => admin.channel,
    elapsed,
    sleep,
    gapMs,
    onProblem: (problem, lasting) => stored(memory.problem(admin.channel, problem, lasting)),
    onDoubt: () => stored(memory.forgetProblems(null)),
  });
  const personal = createSlackPersonal({ api, rights, elapsed, sleep, gapMs });
  const handle = createRequestHandler({
    memory: {
      ...memory,
      refresh: (ref) => memory.refresh(ref, ref.channel === admin.channel ? momentOf(ref.ts) : null),
    },
    rights,
    home,
    rejections,
    sleep,
    log,
    apps: options.apps,
    modals: createModals({ api, sleep, log }),
    responder: createResponder({ api, apiUrl: access.apiUrl, log, fetch: options.fetch, sleep: pause }),
  });
  let bot: Bot | null = null;
  let stopped = false;
  /** Why the socket is closed; `null` while it is open, or over HTTP. */
  let socketClosed: string | null = null;
  const underWay = new Set<Promise<void>>();

  const line = openLine({
    access,
    log,
    now,
    send: options.fetch,
    ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    take: (delivered) => {
      const work = handle(bot, delivered).catch((error: unknown) =>
        log.error({ error }, 'Slack: a request was lost'),
      );
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    },
    onRejected: (reason, why) => {
      rejections.add(reason);
      log.warn({ why }, 'a request claiming to be from Slack was rejected');
    },
    onSocket: (state, why) => {
      socketClosed = state === 'open' ? null : why;
      if (state === 'closed') log.warn({ why }, 'the socket to Slack is closed and will be opened again');
    },
  });

  return {
    id: 'slack',
    editsInPlace: true,
    routes: line.routes.map((route) => ({
      ...route,
      answer: (request, response) => {
        if (bot !== null && !stopped) return route.answer(request, response);
        response.writeHead(503, { connection: 'close' }).end();
        request.resume();
      },
    })),
    async start(given) {
      bot = oneAtATime(given);
      await memory.forgetProblems(admin.channel);
      await line.start();
    },
    problems: () => (socketClosed === null ? [] : [slackSocketProblem(socketClosed)]),
    changed: () => {
      if (bot !== null) home.changed(bot);
    },
    post: (message) => (stopped ? STOPPED : sender.post(message)),
    update: (ref, message) => (stopped ? STOPPED : sender.update(ref, message)),
    personal: {
      find: personal.find,
      post: (user, message) => (stopped ? STOPPED : personal.post(user, message)),
      update: (user, ref, message) => (stopped ? STOPPED : personal.update(user, ref, message)),
    },
    async mayChange(user) {
      const known = await rights.of({ user: user.replace(/^slack:/, ''), name: '', team: null });
      return known.unsure ? null : known.caller.mayChange;
    },
    sendFile: (to, file) => sendFile({ api, apiUrl: access.apiUrl, fetch: options.fetch }, to, file),
    // Reading the channel's history needs a scope that no admin should have to grant.
    find: async () => 'cannot-tell',
    async stop() {
      stopped = true;
      stopping.abort();
      await line.stop();
      await home.stop();
      await Promise.all(underWay);
      await rejections.stop();
    },
  };
}

/** Slack names a message by the second in which it was posted: `1772000000.000100`. */
function momentOf(ts: string | undefined): Instant | null {
  const ms = Math.floor(Number(ts) * 1000);
  return Number.isSafeInteger(ms) && ms > 0 ? new Date(ms).toISOString() : null;
}

const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: SLACK_STOPPED,
  retryAfterMs: null,
} as const);
