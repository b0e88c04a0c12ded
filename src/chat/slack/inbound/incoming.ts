import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ReplyTarget } from '../web-api/respond.ts';
import type { SlackUser } from '../web-api/rights.ts';

/** A request that provably came from Slack. */
export interface Delivered {
  readonly body: unknown;
  /** Answers the request. Call it once, within 3 seconds. */
  ack(answer?: object): Promise<void>;
}

/** Where a click was made. */
export type RequestSurface =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string }
  /** An answer that only one person sees and that can be replaced. */
  | { readonly type: 'answer' }
  | { readonly type: 'modal'; readonly view: View }
  | { readonly type: 'home' };

interface View {
  readonly id: string;
  /** The view below it, if it was pushed on top of one. */
  readonly below: string | null;
  /** Untrusted; read by the code that renders our views. */
  readonly raw: unknown;
}

/** Everything Slack delivers that Seatkeeper understands. */
export type Ask =
  | { readonly type: 'command'; readonly by: SlackUser; readonly place: ReplyTarget; readonly text: string }
  | {
      readonly type: 'click';
      readonly by: SlackUser;
      readonly place: ReplyTarget;
      readonly on: RequestSurface;
      /** One entry of `actions`, for `decodeButton`. */
      readonly clicked: unknown;
    }
  | { readonly type: 'submit'; readonly by: SlackUser; readonly place: ReplyTarget; readonly view: View }
  | { readonly type: 'search'; readonly by: SlackUser; readonly action: string; readonly text: string }
  | { readonly type: 'home'; readonly by: SlackUser }
  /** Understood, and nothing to do: a view was closed, or an event of another kind. */
  | { readonly type: 'nothing' };

export interface SlackRequest {
  readonly ask: Ask;
  /** The workspaces and the organisation it came from. */
  readonly teams: readonly string[];
  /** Identifies this delivery: the same id again is a retry or a replay. `null` for requests that change nothing. */
  readonly delivery: string | null;
}

/** Reads one payload; `null` when it is of no kind we know. */
export function readIncoming(body: unknown): SlackRequest | null {
  const command = Command.safeParse(body);
  if (command.success) return fromCommand(command.data);
  const event = Event.safeParse(body);
  if (event.success) return fromEvent(event.data);
  const interaction = Interaction.safeParse(body);
  if (!interaction.success) return null;
  const incoming = fromInteraction(interaction.data);
  const changes = incoming.ask.type === 'click' || incoming.ask.type === 'submit';
  return { ...incoming, delivery: changes ? (interaction.data.trigger_id ?? fingerprint(body)) : null };
}

/** Identifies a change whose payload has no trigger id. */
function fingerprint(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

const Id = z.string().min(1).max(100);
const Text = z.string().max(20_000);

const Command = z.object({
  command: z.string().startsWith('/'),
  text: Text.default(''),
  user_id: Id,
  user_name: z.string().max(200).default(''),
  team_id: Id,
  enterprise_id: Id.optional(),
  channel_id: Id,
  response_url: Text.optional(),
  trigger_id: Id,
});

function fromCommand(data: z.infer<typeof Command>): SlackRequest {
  return {
    ask: {
      type: 'command',
      by: { user: data.user_id, name: data.user_name, team: null },
      place: {
        channel: data.channel_id,
        responseUrl: data.response_url ?? null,
        trigger: data.trigger_id,
      },
      text: data.text,
    },
    teams: present(data.team_id, data.enterprise_id),
    delivery: data.trigger_id,
  };
}

const Event = z.object({
  type: z.literal('event_callback'),
  event_id: Id,
  team_id: Id.nullish(),
  enterprise_id: Id.nullish(),
  event: z.object({ type: z.string(), user: z.unknown().optional(), tab: z.string().optional() }),
});

function fromEvent({ event, event_id, team_id, enterprise_id }: z.infer<typeof Event>): SlackRequest {
  const user = Id.safeParse(event.user);
  const opened = event.type === 'app_home_opened' && event.tab !== 'messages' && user.success;
  return {
    ask: opened ? { type: 'home', by: { user: user.data, name: '', team: null } } : { type: 'nothing' },
    teams: present(team_id, enterprise_id),
    delivery: event_id,
  };
}

const SeenView = z.looseObject({ id: Id, type: z.string(), previous_view_id: z.string().nullish() });

const Interaction = z.object({
  type: z.enum(['block_actions', 'view_submission', 'view_closed', 'block_suggestion']),
  user: z.object({
    id: Id,
    name: z.string().max(200).optional(),
    username: z.string().max(200).optional(),
    team_id: Id.nullish(),
  }),
  team: z.object({ id: Id, enterprise_id: Id.nullish() }).nullish(),
  enterprise: z.object({ id: Id }).nullish(),
  trigger_id: Id.optional(),
  response_url: Text.optional(),
  container: z
    .looseObject({
      type: z.string(),
      channel_id: Id.optional(),
      message_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  channel: z.object({ id: Id }).nullish(),
  actions: z.array(z.unknown()).max(50).optional(),
  view: SeenView.nullish(),
  action_id: z.string().max(255).optional(),
  value: Text.nullish(),
});

function fromInteraction(data: z.infer<typeof Interaction>): Omit<SlackRequest, 'delivery'> {
  const by = {
    user: data.user.id,
    name: data.user.name ?? data.user.username ?? '',
    team: data.user.team_id ?? null,
  };
  const place = {
    channel: data.container?.channel_id ?? data.channel?.id ?? null,
    responseUrl: data.response_url ?? null,
    trigger: data.trigger_id ?? null,
  };
  const teams = present(data.team?.id, data.team?.enterprise_id, data.enterprise?.id);
  return { ask: askOf(data, by, place), teams };
}

function askOf(data: z.infer<typeof Interaction>, by: SlackUser, place: ReplyTarget): Ask {
  const view = data.view == null ? null : viewOf(data.view);
  switch (data.type) {
    case 'block_actions': {
      const on = surfaceOf(data, view);
      const [clicked] = data.actions ?? [];
      return on === null || clicked === undefined
        ? { type: 'nothing' }
        : { type: 'click', by, place, on, clicked };
    }
    case 'view_submission':
      return view === null ? { type: 'nothing' } : { type: 'submit', by, place, view };
    case 'block_suggestion':
      return { type: 'search', by, action: data.action_id ?? '', text: data.value ?? '' };
    case 'view_closed':
      return { type: 'nothing' };
    default:
      return data.type satisfies never;
  }
}

function surfaceOf(
  { container, view: seen }: z.infer<typeof Interaction>,
  view: View | null,
): RequestSurface | null {
  if (view !== null) return seen?.type === 'home' ? { type: 'home' } : { type: 'modal', view };
  if (container?.type !== 'message') return null;
  const { is_ephemeral: ephemeral, channel_id: channel, message_ts: ts } = container;
  if (ephemeral === true) return { type: 'answer' };
  return channel === undefined || ts === undefined ? null : { type: 'message', channel, ts };
}

function viewOf(seen: z.infer<typeof SeenView>): View {
  return { id: seen.id, below: seen.previous_view_id || null, raw: seen };
}

function present(...ids: readonly (string | null | undefined)[]): string[] {
  return ids.filter((id) => typeof id === 'string');
}
