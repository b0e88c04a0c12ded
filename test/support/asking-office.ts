import type { ChatPlatform, Delivery, FoundUser, PersonalMessages } from '../../src/chat/platform.ts';
import type { Action } from '../../src/domain/action.ts';
import type { Caller } from '../../src/domain/caller.ts';
import type { Button, Message, MessageRef } from '../../src/domain/message.ts';
import { askPeople } from '../../src/flows/asking/ask-people.ts';
import { seeQuestion } from '../../src/flows/asking/see-question.ts';
import type { Context } from '../../src/flows/context.ts';
import { act } from '../../src/flows/decide/act.ts';
import { deliver, resolveInFlight } from '../../src/flows/outbox/deliver.ts';
import type { Outcome } from '../../src/flows/outcome.ts';
import { accounts, type Company, company, type Office, people } from './company.ts';

/** Monday 2 March 2026, ten in the morning in Berlin. */
const MONDAY = '2026-03-02T09:00:00Z';

const STAFF = [
  '1,ada@acme.example,,,Ada Keller,active',
  '2,lee@acme.example,,,Lee Park,active',
  '3,kim@acme.example,,,Kim Novak,active',
];
/** An account that its owner has not used since `last`. */
export const idle = (id: string, owner: string, last = '2025-11-20T10:00:00Z') =>
  `${id},${owner}@acme.example,,,${owner},active,person,,,${last}`;

/** What became of a call to the chat: `lost`: it arrived, and its answer did not; `vanished`: nobody knows, and it did not arrive. */
export type Fate = 'lost' | 'vanished' | 'down' | null;

/** A chat as its server has it: what each person sees, and how often they were sent something. */
interface ChatServer {
  /** Every message that was posted and arrived, oldest first, as it is shown now. */
  readonly arrived: {
    readonly to: string;
    readonly ref: MessageRef;
    shown: Message;
    readonly first: Message;
  }[];
  /** What becomes of the next calls. */
  fate: (call: 'post' | 'update') => Fate;
  /** Whom the chat has at an address. */
  find: (address: string) => FoundUser;
  /** What somebody sees that has buttons. */
  open(user: string): readonly ChatServer['arrived'][number][];
}

export interface AskingOffice {
  readonly acme: Company;
  readonly office: Office;
  readonly context: Context;
  readonly chat: ChatServer;
  /** What the service does once a minute: asks, reminds, and sends. */
  look(): Promise<void>;
  /** What the next process does first. */
  start(): Promise<void>;
  /** The person presses a button of a message that they have, in the row about that app if it has several. */
  press(user: string, label: string, app?: string): Promise<Outcome>;
  answer(action: Action, user: string): Promise<Outcome>;
  /** Moves the clock; files are exported and read again. */
  on(instant: string): Promise<void>;
  states(): readonly unknown[];
}

export async function askingOffice({
  apps,
  ask,
  roster = STAFF,
  yaml = '',
  world = (context, chat) => ({ context, chat }),
}: {
  readonly apps: Readonly<Record<string, readonly string[]>>;
  /** Under `ask:` of seatkeeper.yaml. */
  readonly ask: string;
  readonly roster?: readonly string[];
  readonly yaml?: string;
  /** What is different in the world of the office. */
  readonly world?: (context: Context, chat: PersonalMessages) => { context: Context; chat: PersonalMessages };
}): Promise<AskingOffice> {
  const acme = company({
    roster: people(...roster),
    apps: Object.fromEntries(Object.entries(apps).map(([id, rows]) => [id, accounts(...rows)])),
    at: MONDAY,
    yaml: `removal: { dryRun: off }\nask: ${ask}\n${yaml}`,
  });
  const office = acme.open();
  await office.sync();
  const server = chatServer();
  const { context, chat: personal } = world(office.context, server.personal);
  const platform: ChatPlatform = { ...office.chat, id: 'slack', editsInPlace: true, personal };
  const answer = (action: Action, user: string) =>
    act(context, { on: 'slack', id: user, name: user, mayChange: false }, action);
  return {
    acme,
    office,
    context,
    chat: server.chat,
    async look() {
      await askPeople(context, [platform], { choose: true, isStopped: () => false });
      await deliver(context, platform);
    },
    start: () => resolveInFlight(context, platform),
    answer,
    async press(user, label, app) {
      const by: Caller = { on: 'slack', id: user, name: user, mayChange: false };
      const message = server.chat.open(user).at(-1);
      if (message === undefined) throw new Error(`${user} has nothing to press`);
      const button = buttonsOf(message.shown, app).find((one) => one.label === label);
      if (button === undefined || !('action' in button))
        throw new Error(`no ${label} in ${message.shown.summary}`);
      if (!('question' in button.action)) throw new Error(`${label} is no answer`);
      seeQuestion(context, by, button.action.question, message.ref);
      return act(context, by, button.action);
    },
    async on(instant) {
      acme.at(instant);
      await office.sync();
    },
    states: () => office.values('SELECT state FROM seat_question ORDER BY id'),
  };
}

/** The buttons of a message, or of its row about that app. */
export function buttonsOf(message: Message, app?: string): readonly Button[] {
  const rows = message.body.flatMap((part) => (part.type === 'row' ? [part] : []));
  if (app === undefined) return [...message.buttons, ...rows.flatMap(({ buttons }) => buttons)];
  const row = rows.find(({ spans }) =>
    spans.some((span) => typeof span === 'object' && 'bold' in span && span.bold === app),
  );
  return row?.buttons ?? [];
}

function chatServer() {
  const arrived: ChatServer['arrived'] = [];
  const chat: ChatServer = {
    arrived,
    fate: () => null,
    find: (address) => ({ kind: 'found', user: `slack:${address.split('@')[0]}`, timezone: null }),
    open: (user) => arrived.filter(({ to, shown }) => to === user && buttonsOf(shown).length > 0),
  };
  const unknown: Delivery = { outcome: 'unknown', reason: 'no answer came' };
  const down: Delivery = { outcome: 'refused', reason: 'the chat is down', retryAfterMs: null };
  const personal: PersonalMessages = {
    find: async ([address = '']) => chat.find(address),
    async post(to, message) {
      const fate = chat.fate('post');
      if (fate === 'down') return down;
      if (fate === 'vanished') return unknown;
      const ref = { channel: `D-${to}`, ts: String(arrived.length + 1) };
      arrived.push({ to, ref, shown: message, first: message });
      return fate === 'lost' ? unknown : { outcome: 'sent', ref };
    },
    async update(_, ref, message) {
      if (chat.fate('update') === 'down') return down;
      const found = arrived.find((one) => one.ref.ts === ref.ts);
      if (found === undefined) throw new Error('an edit of what was never posted');
      found.shown = message;
      return { outcome: 'sent', ref };
    },
  };
  return { chat, personal };
}
