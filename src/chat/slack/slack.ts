import type { Bot, ChatPlatform, Memory } from '../platform.ts';
import { createRejections } from '../rejections.ts';
import { SLACK_BROKEN, SLACK_STOPPED, slackOutsiderMessage, slackSocketProblem } from '../say/chats/slack.ts';
import { PERSON_SEARCH, renderPeople } from './blocks/modal.ts';
import { type Delivered, openApi, openLine, type SlackAccess } from './bolt.ts';
import { answerClick, type SlackDesk } from './inbound/clicks.ts';
import { type Ask, readIncoming, type SlackRequest } from './inbound/incoming.ts';
import { oneAtATime } from './inbound/one-at-a-time.ts';
import { isOwnWorkspace } from './inbound/own-workspace.ts';
import { answerSubmission } from './inbound/submissions.ts';
import type { SlackLog } from './web-api/api.ts';
import { createHomeTab } from './web-api/app-home-publisher.ts';
import { createModals } from './web-api/modals.ts';
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
  /** Real time, in milliseconds: Slack signs with it and limits how fast we may post. */
  readonly now: () => number;
  /** Ends early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** `createPromptFetch`, so that a message that was never sent is told from one whose answer was lost. */
  readonly fetch: typeof fetch;
  /** Milliseconds between two messages in a channel; a second, as Slack asks, unless a test sets less. */
  readonly gapMs?: number;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
const GAP_MS = 1000;

/** The most suggestions in a people search. */
const MAX_PEOPLE = 20;
/** Slack waits 3 seconds for the options of a menu, counted from its request. */
const SEARCH_MS = 2000;

/** Slack as a chat platform: over HTTP when there is a signing secret, over a socket when there is an app token. */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { access, admin, memory, log, now, sleep, gapMs = GAP_MS } = options;
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
  const sender = createSlackSender({
    api,
    channel: admin.channel,
    now,
    sleep,
    gapMs,
    onProblem: (problem, lasting) =>
      void memory
        .problem(admin.channel, problem, lasting)
        .catch((error: unknown) =>
          log.error({ error }, 'Slack: a problem with the channel could not be stored'),
        ),
    onDoubt: () =>
      void memory
        .forgetProblems(null)
        .catch((error: unknown) =>
          log.error({ error }, 'Slack: a problem with the channel could not be stored'),
        ),
  });
  const tools = {
    memory,
    onForged: () => rejections.add('forged'),
    apps: options.apps,
    modals: createModals({ api, sleep, log }),
    responder: createResponder({ api, apiUrl: access.apiUrl, log, fetch: options.fetch, sleep: pause }),
  };
  let bot: Bot | null = null;
  let stopped = false;
  /** Why the socket is closed; `null` while it is open, or over HTTP. */
  let socketClosed: string | null = null;
  const underWay = new Set<Promise<void>>();

  const line = openLine({
    access,
    log,
    now,
    take: (delivered) => {
      const work = take(delivered).catch((error: unknown) =>
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

  async function take({ body, ack }: Delivered): Promise<void> {
    const incoming = readIncoming(body);
    if (incoming === null || bot === null) {
      if (incoming === null) rejections.add('unknown-kind');
      return ack();
    }
    const { ask } = incoming;
    const desk = { ...tools, bot };
    switch (ask.type) {
      // Slack waits for the answers to a search and a form, so everything looked up or stored for them counts towards its limit.
      case 'search': {
        const found = search(bot, ask, isOurs(incoming)).catch(() => []);
        const people = await Promise.race([found, sleep(SEARCH_MS).then(() => [])]);
        return ack(renderPeople(people));
      }
      case 'submit': {
        const onError = (error: unknown) => log.error({ error }, 'Slack: a form failed');
        const sender = isOurs(incoming)
          .then((ours) => ours && isNew(incoming))
          .then((admitted) => (admitted ? rights.of(ask.by) : null));
        return answerSubmission({ desk, ack, sleep, onError }, ask, sender);
      }
      // The others are acknowledged before anything is looked up.
      default: {
        await ack();
        if (!(await isOurs(incoming))) return;
        const fresh = isNew(incoming);
        // A rejection reaches the code that awaits it later; until then it must not count as unhandled.
        fresh.catch(() => {});
        await answer(desk, ask, fresh);
      }
    }
  }

  async function isOurs({ teams }: SlackRequest): Promise<boolean> {
    const ours = await isOwnWorkspace(rights, teams, sleep);
    if (ours) rejections.accepted();
    else {
      rejections.add('elsewhere');
      log.warn({ teams }, 'Slack: a request came from another workspace');
    }
    return ours;
  }

  async function isNew({ delivery }: SlackRequest): Promise<boolean> {
    const fresh = delivery === null || (await memory.receive(delivery));
    if (!fresh) rejections.add('replay');
    return fresh;
  }

  async function answer(desk: SlackDesk, ask: Acknowledged, fresh: Promise<boolean>): Promise<void> {
    switch (ask.type) {
      case 'nothing':
        return;
      case 'home':
        return (await fresh) ? home.opened(desk.bot, ask.by.user) : undefined;
      case 'command':
      case 'click': {
        try {
          const sender = rights.of(ask.by);
          sender.catch(() => {});
          if (ask.type === 'click') return await answerClick(desk, ask, sender, fresh);
          if (!(await fresh)) return;
          const { caller: by, outsider } = await sender;
          const text = ask.text.trim() === '' ? 'help' : ask.text;
          const message = outsider
            ? slackOutsiderMessage(by.whyNot)
            : await desk.bot.handle({ type: 'command', by, text });
          if (message !== null) await desk.responder.whisper(ask.place, ask.by.user, message);
        } catch (error) {
          log.error({ error }, 'Slack: a command or click failed');
          await desk.responder.whisper(ask.place, ask.by.user, SLACK_BROKEN);
        }
        return;
      }
      default:
        return ask satisfies never;
    }
  }

  async function search(
    to: Bot,
    { by, action, text }: Extract<Ask, { type: 'search' }>,
    ours: Promise<boolean>,
  ) {
    if (!(await ours)) return [];
    const { caller, outsider } = await rights.of(by);
    return action !== PERSON_SEARCH || outsider ? [] : to.findPeople(caller, text, MAX_PEOPLE);
  }

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

/** Requests that are acknowledged before they are answered. */
type Acknowledged = Exclude<Ask, { type: 'search' | 'submit' }>;

const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: SLACK_STOPPED,
  retryAfterMs: null,
} as const);
