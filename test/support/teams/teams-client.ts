import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from './adaptive-card.ts';
import { cardOf, type Said, type TeamsConnector } from './teams-connector.ts';

export { TENANT } from './teams-connector.ts';

export const CHANNEL = '19:4f1e2d3c4b5a69788796a5b4c3d2e1f0@thread.tacv2';
export const KIM = '5b9c1a52-8d0e-4a8f-9c3e-0b7a1f2d3c4e';

type Json = Record<string, unknown>;
type Action = { type: string; title: string; data?: Json; verb?: string; card?: Json };

export function fixture(name: string): Json {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, `../../chat/fixtures/teams/${name}.json`), 'utf8'),
  );
}

export interface Answered {
  readonly status: number;
  readonly body: Json | null;
}

let count = 0;

/** A person in a channel of Teams: recorded activities, with this person's words and clicks filled in. */
export class TeamsClient {
  readonly connector: TeamsConnector;
  readonly url: string;
  readonly from: Json;
  headers: Record<string, string> = {};

  constructor(connector: TeamsConnector, url: string, name = 'Kim Lee', aadObjectId = KIM) {
    this.connector = connector;
    this.url = url;
    this.from = { id: `29:${aadObjectId}`, name, aadObjectId };
  }

  /** A recorded activity as if this person had just sent it. */
  activity(name: string, changes: Json = {}): Json {
    return {
      ...fixture(name),
      id: `in-${++count}`,
      serviceUrl: this.connector.serviceUrl,
      from: this.from,
      ...changes,
    };
  }

  async send(activity: unknown): Promise<Answered> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  mention(text: string): Promise<Answered> {
    return this.send(this.activity('channel-mention', { text: `<at>Seatkeeper</at> ${text}\n` }));
  }

  /** The invoke of a button: of several with one title, `near` picks the one below this text. */
  press(said: Said, title: string, inputs: Json = {}, card = cardOf(said)): Promise<Answered> {
    return this.send(this.clickBody(said, title, inputs, card));
  }

  clickBody(said: Said, title: string, inputs: Json = {}, card = cardOf(said)): Json {
    const action = actionsOf(card).find((one) => one.title === title && one.data !== undefined);
    if (action === undefined)
      throw new Error(
        `no button ${title}: ${actionsOf(card)
          .map((one) => one.title)
          .join(', ')}`,
      );
    return this.activity('execute-action', {
      conversation: {
        ...(fixture('execute-action').conversation as Json),
        id: `${said.conversation.split(';')[0]};messageid=${said.id}`,
      },
      replyToId: said.id,
      value: {
        action: {
          type: 'Action.Execute',
          title,
          verb: action.verb,
          data: { ...action.data, ...startOf(card), ...inputs },
        },
        trigger: 'manual',
      },
    });
  }
}

export function actionsOf(card: unknown): readonly Action[] {
  const found: Action[] = [];
  walk(card, '', (value) => {
    if (String(value.type).startsWith('Action.')) found.push(value as unknown as Action);
  });
  return found;
}

/** The initial values of the fields of a card. */
function startOf(card: unknown): Json {
  const found: Json = {};
  walk(card, '', (value) => {
    if (String(value.type).startsWith('Input.') && value.value !== undefined)
      found[String(value.id)] = value.value;
  });
  return found;
}

/** The card an invoke was answered with. */
export function answerCard({ body }: Answered): Json {
  if (body?.type !== 'application/vnd.microsoft.card.adaptive')
    throw new Error(`the answer has no card: ${JSON.stringify(body)}`);
  return body.value as Json;
}
