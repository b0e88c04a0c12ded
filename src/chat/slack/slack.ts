import type { Bot, ChatPlatform, Memory } from '../platform.ts';
import { createRefusals } from '../refusals.ts';
import type { Log } from './api.ts';
import { type Delivered, openApi, openLine, type SlackAccess } from './bolt.ts';
import { answerClick, type Desk, strangerMessage } from './clicks.ts';
import { createHomeTab } from './home-tab.ts';
import { type Ask, readIncoming } from './incoming.ts';
import { PERSON_SEARCH, renderPeople } from './modal.ts';
import { BROKEN, createModals } from './modals.ts';
import { createResponder } from './respond.ts';
import { createRights, type Rights } from './rights.ts';
import { createSender } from './send.ts';
import { sendFile } from './send-file.ts';
import { answerSubmission } from './submissions.ts';
import { inTurns } from './turns.ts';

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
  readonly log: Log;
  /** Real time, in milliseconds: what Slack signs and how fast we may write. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds between two messages in a channel; a second, as Slack asks, unless a test is in a hurry. */
  readonly gapMs?: number;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
const GAP_MS = 1000;

/** People found while somebody types. */
const PEOPLE = 20;
/** Slack waits 3 seconds for the options of a menu. */
const SEARCH_MS = 2000;

/** How long an answer may wait for Slack to say whose token this is. */
const SOON_MS = 1000;

/** Slack as a chat platform: over HTTP when there is a signing secret, over a socket when there is an app token. */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { access, admin, memory, log, now, sleep, gapMs = GAP_MS } = options;
  const api = openApi(access, log, now);
  const rights = createRights({ ...options, ...admin, api });
  const home = createHomeTab({ api, rights, memory, sleep, gapMs, log });
  const refusals = createRefusals({
    memory,
    sleep,
    onError: (error) => log.error({ error }, 'refused requests were not noted'),
  });
  const sender = createSender({
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
    responder: createResponder({ api, apiUrl: access.apiUrl, log }),
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
    const { ask, teams, delivery } = incoming;
    // What needs no answer of its own is acknowledged before anything is looked up.
    const waits = ask.type === 'submit' || ask.type === 'search';
    if (!waits) await ack();
    if (!(await isOurs(rights, teams, sleep))) {
      refusals.add('elsewhere');
      log.warn({ teams }, 'a request came from another workspace');
      return waits ? ack() : undefined;
    }
    refusals.accepted();
    if (delivery !== null && !(await memory.receive(delivery))) {
      refusals.add('replay');
      return waits ? ack() : undefined;
    }
    await answer({ ...tools, bot }, ask, ack);
  }

  async function answer(desk: Desk, ask: Ask, ack: Delivered['ack']): Promise<void> {
    switch (ask.type) {
      case 'nothing':
        return;
      case 'home':
        return home.opened(desk.bot, ask.by.user);
      case 'search': {
        const found = search(desk.bot, ask).catch(() => []);
        const people = await Promise.race([found, sleep(SEARCH_MS).then(() => [])]);
        return ack(renderPeople(people));
      }
      case 'submit': {
        const caller = async () => (await rights.of(ask.by)).caller;
        const onError = (error: unknown) => log.error({ error }, 'a form failed');
        return answerSubmission({ desk, ack, sleep, onError }, ask, caller);
      }
      case 'command':
      case 'click': {
        try {
          const asked = rights.of(ask.by);
          if (ask.type === 'click') return await answerClick(desk, ask, asked);
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

  async function search(to: Bot, { by, action, text }: Extract<Ask, { type: 'search' }>) {
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
      bot = inTurns(given);
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
      await line.stop();
      await home.stop();
      await Promise.all(underWay);
      await refusals.stop();
    },
  };
}

const STOPPED = Promise.resolve({
  outcome: 'refused',
  reason: 'Slack was stopped',
  retryAfterMs: null,
} as const);

/** A token answers for one workspace, or for the workspaces of one organisation. */
function isOurs(
  rights: Rights,
  teams: readonly string[],
  sleep: (ms: number) => Promise<void>,
): Promise<boolean> {
  // While Slack cannot be asked it does not say either who may change something: nothing will be.
  const unsure = teams.length > 0;
  const known = rights.home().then(
    ({ team, enterprise }) => teams.includes(team) || (enterprise !== null && teams.includes(enterprise)),
    () => unsure,
  );
  return Promise.race([known, sleep(SOON_MS).then(() => unsure)]);
}
