import type { Bot, ChatPlatform, Memory } from '../platform.ts';
import { createRejections } from '../rejections.ts';
import { PERSON_SEARCH, renderPeople } from './blocks/modal.ts';
import { type Delivered, openApi, openLine, type SlackAccess } from './bolt.ts';
import { answerClick, type SlackDesk, strangerMessage } from './inbound/clicks.ts';
import { type Ask, readIncoming, type SlackRequest } from './inbound/incoming.ts';
import { oneAtATime } from './inbound/one-at-a-time.ts';
import { isHome } from './inbound/own-workspace.ts';
import { answerSubmission } from './inbound/submissions.ts';
import type { SlackLog } from './web-api/api.ts';
import { createHomeTab } from './web-api/app-home-publisher.ts';
import { BROKEN, createModals } from './web-api/modals.ts';
import { createResponder } from './web-api/respond.ts';
import { createSlackRights } from './web-api/rights.ts';
import { createSlackSender } from './web-api/send.ts';
import { sendFile } from './web-api/send-file.ts';

export interface SlackOptions {
  readonly access: SlackAccess;
  /** The admin channel's id, and who may change things; see seatkeeper.yaml. */
  readonly admin: {
    readonly channel: string;
    readonly users: readonly string[];
    readonly channelMembersMayChange: boolean;
  };
  readonly organisation: string;
  readonly apps: readonly { readonly id: string; readonly name: string }[];
  readonly memory: Memory;
  readonly log: SlackLog;
  /** Real time, in milliseconds: what Slack signs and how fast we may write. */
  readonly now: () => number;
  /** Ends early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Tells a connection that was never made (`UND_ERR_CONNECT_TIMEOUT`) from a request that was never answered. */
  readonly fetch: typeof fetch;
  /** Milliseconds between two messages in a channel; a second, as Slack asks, unless a test is in a hurry. */
  readonly gapMs?: number;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
const GAP_MS = 1000;

/** People found while somebody types. */
const PEOPLE = 20;
/** Slack waits 3 seconds for the options of a menu, from its asking on. */
const SEARCH_MS = 2000;

/** Slack as a chat platform: over HTTP when there is a signing secret, over a socket when there is an app token. */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { access, admin, memory, log, now, sleep, gapMs = GAP_MS } = options;
  const stopping = new AbortController();
  /** A pause that Slack asks for keeps nobody from stopping. */
  const rest = (ms: number) => sleep(ms, stopping.signal);
  const api = openApi(access, log, now, options.fetch);
  const rights = createSlackRights({ ...options, ...admin, api });
  const home = createHomeTab({ api, rights, memory, sleep: rest, gapMs, log });
  const refusals = createRejections({
    memory,
    sleep,
    onError: (error) => log.error({ error }, 'refused requests were not noted'),
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
        .catch((error: unknown) => log.error({ error }, 'not noted')),
    onDoubt: () =>
      void memory.forgetProblems(null).catch((error: unknown) => log.error({ error }, 'not noted')),
  });
  const tools = {
    memory,
    refused: () => refusals.add('forged'),
    apps: options.apps,
    modals: createModals({ api, sleep, log }),
    responder: createResponder({ api, apiUrl: access.apiUrl, log, fetch: options.fetch, sleep: rest }),
  };
  let bot: Bot | null = null;
  let stopped = false;
  let socket: string | null = null;
  const underWay = new Set<Promise<void>>();

  const line = openLine({
    access,
    log,
    now,
    take: (delivered) => {
      const work = take(delivered).catch((error: unknown) => log.error({ error }, 'a click was lost'));
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    },
    onRefused: (reason, why) => {
      refusals.add(reason);
      log.warn({ why }, 'a request in the name of Slack was refused');
    },
    onSocket: (state, why) => {
      socket = state === 'open' ? null : why;
      if (state === 'closed') log.warn({ why }, 'the socket to Slack is closed; it is opened again');
    },
  });

  async function take({ body, ack }: Delivered): Promise<void> {
    const incoming = readIncoming(body);
    if (incoming === null || bot === null) {
      if (incoming === null) refusals.add('unknown-kind');
      return ack();
    }
    const { ask } = incoming;
    const desk = { ...tools, bot };
    switch (ask.type) {
      // Two are waited for: whatever has to be looked up or written first is part of their time.
      case 'search': {
        const found = search(bot, ask, isOurs(incoming)).catch(() => []);
        const people = await Promise.race([found, sleep(SEARCH_MS).then(() => [])]);
        return ack(renderPeople(people));
      }
      case 'submit': {
        const onError = (error: unknown) => log.error({ error }, 'a form failed');
        const asked = isOurs(incoming)
          .then((ours) => ours && isNew(incoming))
          .then((admitted) => (admitted ? rights.of(ask.by) : null));
        return answerSubmission({ desk, ack, sleep, onError }, ask, asked);
      }
      // What needs no answer of its own is acknowledged before anything is looked up.
      default: {
        await ack();
        if (!(await isOurs(incoming))) return;
        const fresh = isNew(incoming);
        // Whoever needs to know waits for it.
        fresh.catch(() => {});
        await answer(desk, ask, fresh);
      }
    }
  }

  async function isOurs({ teams }: SlackRequest): Promise<boolean> {
    const ours = await isHome(rights, teams, sleep);
    if (ours) refusals.accepted();
    else {
      refusals.add('elsewhere');
      log.warn({ teams }, 'a request came from another workspace');
    }
    return ours;
  }

  async function isNew({ delivery }: SlackRequest): Promise<boolean> {
    const fresh = delivery === null || (await memory.receive(delivery));
    if (!fresh) refusals.add('replay');
    return fresh;
  }

  async function answer(desk: SlackDesk, ask: Said, fresh: Promise<boolean>): Promise<void> {
    switch (ask.type) {
      case 'nothing':
        return;
      case 'home':
        return (await fresh) ? home.opened(desk.bot, ask.by.user) : undefined;
      case 'command':
      case 'click': {
        try {
          const asked = rights.of(ask.by);
          asked.catch(() => {});
          if (ask.type === 'click') return await answerClick(desk, ask, asked, fresh);
          if (!(await fresh)) return;
          const { caller: by, outsider } = await asked;
          const text = ask.text.trim() === '' ? 'help' : ask.text;
          const said = outsider ? strangerMessage(by) : await desk.bot.handle({ type: 'command', by, text });
          if (said !== null) await desk.responder.whisper(ask.place, ask.by.user, said);
        } catch (error) {
          log.error({ error }, 'something asked in Slack failed');
          await desk.responder.whisper(ask.place, ask.by.user, BROKEN);
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
    return action !== PERSON_SEARCH || outsider ? [] : to.findPeople(caller, text, PEOPLE);
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
    problems: () =>
      socket === null ? [] : [`The socket to Slack is closed (${socket}). It is opened again by itself.`],
    changed: () => {
      if (bot !== null) home.changed(bot);
    },
    post: (message) => (stopped ? STOPPED : sender.post(message)),
    update: (ref, message) => (stopped ? STOPPED : sender.update(ref, message)),
    sendFile: (to, file) => sendFile(api, access.apiUrl, to, file),
    // Reading the channel's history would need a scope nobody should have to give.
    find: async () => 'cannot-tell',
    async stop() {
      stopped = true;
      stopping.abort();
      await line.stop();
      await home.stop();
      await Promise.all(underWay);
      await refusals.stop();
    },
  };
}

/** What is acknowledged before it is answered. */
type Said = Exclude<Ask, { type: 'search' | 'submit' }>;

const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: 'Slack was stopped',
  retryAfterMs: null,
} as const);
