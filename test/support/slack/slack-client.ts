import { createHmac } from 'node:crypto';
import { checkErrors, checkModal, checkOptions } from './block-kit.ts';
import { SIGNING_SECRET, TEAM, type Workspace } from './slack-workspace.ts';

/** How a request is signed and sent; a test changes the part that should be wrong. */
export interface Signing {
  readonly secret?: string;
  /** How far the request's timestamp differs from the real time, in seconds. */
  readonly skew?: number;
  readonly retry?: { readonly num: number; readonly reason: string };
  /** Changes the body after it was signed. */
  readonly tamper?: (body: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  /** The body of the response as JSON; `null` when it was empty. */
  readonly json: Record<string, unknown> | null;
  readonly ms: number;
}

/** How Slack delivers requests to the app: over HTTP to an address, or over the socket. */
export type Carrier = { readonly url: string } | 'socket';

/** A person who has Slack open. */
export class SlackClient {
  readonly user: string;
  readonly #workspace: Workspace;
  readonly #carrier: Carrier;
  #triggers = 0;

  constructor(workspace: Workspace, carrier: Carrier, name = 'kim') {
    this.#workspace = workspace;
    this.#carrier = carrier;
    this.user = workspace.user(name);
  }

  /** Types `/seats …`. */
  async command(text: string, channel = this.#workspace.channel, signing: Signing = {}): Promise<Answered> {
    return this.send(await this.commandBody(text, channel), signing);
  }

  async commandBody(text: string, channel = this.#workspace.channel): Promise<Record<string, string>> {
    return {
      command: '/seats',
      text,
      user_id: this.user,
      user_name: 'whoever',
      team_id: TEAM,
      team_domain: 'acme',
      channel_id: channel,
      channel_name: 'it-admin',
      api_app_id: 'A0001',
      is_enterprise_install: 'false',
      response_url: this.#workspace.address(this.user),
      trigger_id: await this.#workspace.trigger(this.user),
      token: 'unused',
    };
  }

  /** Clicks the element with this label on a message of the admin channel. */
  async click(
    message: { readonly ts: string; readonly blocks: readonly unknown[] },
    label: string,
    more: Record<string, unknown> = {},
    signing: Signing = {},
  ): Promise<Answered> {
    return this.send(await this.clickBody(message, elementOf(message.blocks, label), more), signing);
  }

  async clickBody(
    { ts, blocks }: { readonly ts: string; readonly blocks: readonly unknown[] },
    element: unknown,
    more: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    return {
      ...(await this.#interaction('block_actions')),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: this.#workspace.channel,
        is_ephemeral: false,
      },
      channel: { id: this.#workspace.channel, name: 'it-admin' },
      message: { type: 'message', ts, blocks },
      response_url: this.#workspace.address(this.user),
      actions: [acted(element)],
      ...more,
    };
  }

  /** Clicks on an answer that only this person sees. */
  async clickAnswer(blocks: readonly unknown[], label: string): Promise<Answered> {
    return this.send({
      ...(await this.#interaction('block_actions')),
      container: {
        type: 'message',
        message_ts: '1.1',
        channel_id: this.#workspace.channel,
        is_ephemeral: true,
      },
      channel: { id: this.#workspace.channel },
      response_url: this.#workspace.address(this.user),
      actions: [acted(elementOf(blocks, label))],
    });
  }

  /** Clicks, or chooses in a menu, in the modal or on the home page. */
  async clickView(view: Shown, label: string): Promise<Answered> {
    return this.send({
      ...(await this.#interaction('block_actions', view.type === 'modal' ? view.id : undefined)),
      container: { type: 'view', view_id: view.id },
      view,
      actions: [acted(elementOf(view.blocks, label))],
    });
  }

  /** Fills in the inputs by their labels and submits the form. Throws when Slack would not accept the answer. */
  async submit(
    view: Shown,
    filled: Readonly<Record<string, string>>,
    signing: Signing = {},
  ): Promise<Answered> {
    const body = await this.submitBody(view, filled);
    const answered = await this.send(body, signing);
    const { json } = answered;
    if (json?.response_action === 'errors') checkErrors(json, view);
    if (json?.response_action === 'update') checkModal(json.view);
    return answered;
  }

  async submitBody(view: Shown, filled: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    return {
      ...(await this.#interaction('view_submission', view.id)),
      view: { ...view, state: { values: stateOf(view, filled) } },
    };
  }

  async closeView(view: Shown): Promise<Answered> {
    const { trigger_id: _, ...body } = await this.#interaction('view_closed');
    return this.send({ ...body, view, is_cleared: false });
  }

  /** Types into a menu with a search. */
  async search(action: string, value: string): Promise<readonly { text: { text: string }; value: string }[]> {
    const { trigger_id: _, ...body } = await this.#interaction('block_suggestion');
    const { json } = await this.send({ ...body, action_id: action, block_id: 'b', value });
    checkOptions(json);
    return (json as { options: { text: { text: string }; value: string }[] }).options;
  }

  async openHome(id = `Ev${++this.#triggers}${Date.now()}`, signing: Signing = {}): Promise<Answered> {
    return this.send(
      {
        token: 'unused',
        type: 'event_callback',
        event_id: id,
        event_time: 1,
        team_id: TEAM,
        api_app_id: 'A0001',
        authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: 'U0BOT', is_bot: true }],
        event: { type: 'app_home_opened', user: this.user, channel: 'D1', tab: 'home', event_ts: '1.1' },
      },
      signing,
    );
  }

  /** The modal this person sees: the one opened or changed last. */
  async modal(): Promise<Shown> {
    const call = this.#workspace.calls.findLast(
      ({ method, answer }) => /^views\.(?:open|push|update)$/.test(method) && answer?.ok === true,
    );
    const view = (call?.answer as { view?: Shown } | undefined)?.view;
    if (view === undefined) throw new Error('no modal was opened');
    return view;
  }

  /** Delivers a body to the app as Slack does, and waits for the answer. */
  async send(body: Readonly<Record<string, unknown>>, signing: Signing = {}): Promise<Answered> {
    const started = performance.now();
    if (this.#carrier === 'socket') {
      const type = 'command' in body ? 'slash_commands' : 'event' in body ? 'events_api' : 'interactive';
      const payload = (await this.#workspace.socket.deliver(type, body)) as
        | Record<string, unknown>
        | undefined;
      const json = payload === undefined || Object.keys(payload).length === 0 ? null : payload;
      return { status: 200, json, ms: performance.now() - started };
    }
    return sendSigned(this.#carrier.url, body, signing);
  }

  async #interaction(type: string, view?: string): Promise<Record<string, unknown>> {
    return {
      type,
      user: { id: this.user, username: 'whoever', name: 'whoever', team_id: TEAM },
      team: { id: TEAM, domain: 'acme' },
      enterprise: null,
      is_enterprise_install: false,
      api_app_id: 'A0001',
      token: 'unused',
      trigger_id: await this.#workspace.trigger(this.user, view),
    };
  }
}

/** A view as Slack returns it. */
export interface Shown {
  readonly id: string;
  readonly type: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly previous_view_id?: string | null;
  readonly title: { readonly text: string };
  readonly blocks: readonly unknown[];
}

/** One signed request. */
export function sendSigned(
  url: string,
  body: Readonly<Record<string, unknown>>,
  signing: Signing = {},
): Promise<Answered> {
  return deliver(url, signed(body, signing));
}

/** The bytes that are sent. */
export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function signed(
  body: Readonly<Record<string, unknown>>,
  { secret = SIGNING_SECRET, skew = 0, retry, tamper = (text) => text, headers = {} }: Signing = {},
): Signed {
  const json = 'event' in body || 'challenge' in body;
  const text = json
    ? JSON.stringify(body)
    : new URLSearchParams(
        'command' in body ? (body as Record<string, string>) : { payload: JSON.stringify(body) },
      ).toString();
  const timestamp = String(Math.floor(Date.now() / 1000) + skew);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex');
  return {
    headers: {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
      ...headers,
    },
    body: tamper(text),
  };
}

/** Sends a signed request, which may have been signed earlier. */
export async function deliver(url: string, { headers, body }: Signed): Promise<Answered> {
  const started = performance.now();
  const response = await fetch(url, { method: 'POST', headers, body });
  const said = await response.text();
  return {
    status: response.status,
    json: said === '' ? null : (JSON.parse(said) as Record<string, unknown>),
    ms: performance.now() - started,
  };
}

/** Every text of a payload that a person reads, one per line. */
export function readable(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return '';
  if (Array.isArray(payload)) return payload.map(readable).filter(Boolean).join('\n');
  const { type, text, elements } = payload as { type?: string; text?: unknown; elements?: unknown[] };
  if (type === 'rich_text_section' && Array.isArray(elements))
    return elements.map((element) => String((element as { text?: string }).text ?? '')).join('');
  const own = typeof text === 'string' ? [text] : [];
  const inside = Object.entries(payload)
    .filter(([key]) => key !== 'confirm' && !(key === 'text' && typeof text === 'string'))
    .map(([, value]) => (typeof value === 'number' ? String(value) : readable(value)));
  const name = Reflect.get(payload, 'name') ?? Reflect.get(payload, 'title') ?? Reflect.get(payload, 'label');
  return [...own, ...(typeof name === 'string' ? [name] : []), ...inside].filter(Boolean).join('\n');
}

type Element = { type: string; text?: { text: string }; options?: { text: { text: string } }[] };

/** The buttons and menus of all blocks, those at the right of a row included. */
function elementsOf(blocks: readonly unknown[]): readonly Element[] {
  return (blocks as { type: string; elements?: Element[]; accessory?: Element }[]).flatMap((block) =>
    block.type === 'actions'
      ? (block.elements ?? [])
      : block.type === 'section'
        ? (block.accessory ?? [])
        : [],
  );
}

/** The button with this label, or the menu with a choice of this label. */
export function elementOf(blocks: readonly unknown[], label: string): unknown {
  const elements = elementsOf(blocks);
  const button = elements.find(({ text }) => text?.text === label);
  if (button !== undefined) return button;
  for (const element of elements) {
    const choice = element.options?.find(({ text }) => text.text === label);
    if (choice !== undefined) return { ...element, selected_option: choice };
  }
  throw new Error(`there is no button or choice ${label}: ${labelsOf(blocks).join(', ')}`);
}

/** What can be pressed: the labels of buttons, and of the choices of rows' menus. */
export function labelsOf(blocks: readonly unknown[]): readonly string[] {
  return elementsOf(blocks).flatMap(({ type, text, options }) =>
    type === 'overflow' ? (options ?? []).map((one) => one.text.text) : (text?.text ?? []),
  );
}

function acted(element: unknown): unknown {
  const { type, action_id, value, selected_option } = element as Record<string, unknown>;
  return {
    type,
    action_id,
    block_id: 'b1',
    action_ts: '1.1',
    ...(value === undefined ? {} : { value }),
    ...(selected_option === undefined ? {} : { selected_option }),
  };
}

interface Input {
  type: string;
  block_id: string;
  label: { text: string };
  element: {
    type: string;
    action_id: string;
    initial_value?: string;
    initial_date?: string;
    initial_option?: { value: string };
    options?: { text: { text: string }; value: string }[];
  };
}

/** The state that Slack returns: the filled-in and the prefilled values. */
function stateOf({ blocks }: Shown, filled: Readonly<Record<string, string>>): Record<string, unknown> {
  const inputs = (blocks as Input[]).filter(({ type }) => type === 'input');
  const unknown = Object.keys(filled).find((label) => !inputs.some((input) => input.label.text === label));
  if (unknown !== undefined)
    throw new Error(`there is no field ${unknown}: ${inputs.map(({ label }) => label.text).join(', ')}`);
  return Object.fromEntries(
    inputs.map(({ block_id, label, element }) => [
      block_id,
      { [element.action_id]: entered(element, filled[label.text]) },
    ]),
  );
}

function entered(element: Input['element'], typed: string | undefined): Record<string, unknown> {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
      return { type, value: typed ?? element.initial_value ?? null };
    case 'datepicker':
      return { type, selected_date: typed ?? element.initial_date ?? null };
    default: {
      const option =
        typed === undefined
          ? element.initial_option
          : (element.options?.find(({ text }) => text.text === typed) ?? { value: typed });
      return { type, selected_option: option ?? null };
    }
  }
}
