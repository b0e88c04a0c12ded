import type { Caller } from '../../../domain/caller.ts';
import type { Form, Message, MessageRef } from '../../../domain/message.ts';
import { quote } from '../../grammar.ts';
import type { Bot, Memory } from '../../platform.ts';
import {
  SLACK_BROKEN,
  SLACK_FORM_TOO_SLOW,
  slackOutsiderMessage,
  UNKNOWN_SLACK_BUTTON,
} from '../../say/chats/slack.ts';
import type { Modal } from '../blocks/blocks.ts';
import { decodeButton } from '../blocks/button.ts';
import { type Refresh, renderForm } from '../blocks/modal.ts';
import { readReview, renderReview, reviewFilters } from '../blocks/review-modal.ts';
import { type Modals, notice } from '../web-api/modals.ts';
import type { Responder } from '../web-api/respond.ts';
import type { SlackRights } from '../web-api/rights.ts';
import type { Ask, RequestSurface } from './incoming.ts';

export interface SlackDesk {
  readonly bot: Bot;
  readonly memory: Memory;
  /** A button or form arrived that Seatkeeper did not make. */
  readonly onForged: () => void;
  readonly modals: Modals;
  readonly responder: Responder;
  /** The connected apps, for the menus of a list. */
  readonly apps: readonly { readonly id: string; readonly name: string }[];
}

export type SlackClick = Extract<Ask, { type: 'click' }>;

/**
 * Carries out a click and shows the result where the click was made.
 * - `sender`: who clicked and what they may do. Slack is still being asked, and a modal has to open before its trigger expires.
 * - `isNew`: resolves once the click is stored, to whether it was delivered for the first time. Opening a form changes nothing and
 *   does not wait for it.
 */
export async function answerClick(
  desk: SlackDesk,
  click: SlackClick,
  sender: Promise<SlackRights>,
  isNew: Promise<boolean>,
): Promise<void> {
  const wanted = decodeButton(click.clicked);
  if (wanted?.type === 'form') return openForm(desk, click, sender, wanted.form, isNew);
  if (!(await isNew)) return;
  const { bot, memory } = desk;
  switch (wanted?.type) {
    case undefined:
      desk.onForged();
      return show(desk, click, UNKNOWN_SLACK_BUTTON);
    case 'command':
      return openList(desk, click, sender, wanted.command);
    case 'action': {
      const { caller: by, outsider } = await sender;
      if (outsider) return show(desk, click, slackOutsiderMessage(by.whyNot));
      const on = messageOf(refreshOf(click.on));
      const said = await bot.handle({ type: 'action', by, action: wanted.action, on });
      await show(desk, click, said ?? SLACK_BROKEN, by);
      if (on !== undefined) await memory.refresh(on);
      return;
    }
    default:
      return wanted satisfies never;
  }
}

/** Shows the result of an action or command. */
async function show(
  desk: SlackDesk,
  { on, place, by: { user } }: SlackClick,
  message: Message,
  by?: Caller,
): Promise<void> {
  switch (on.type) {
    case 'message':
    case 'answer':
      return desk.responder.whisper(place, user, message);
    case 'home':
      await desk.modals.open(place.trigger, Promise.resolve(notice(message)));
      return;
    case 'modal': {
      const list = readReview(on.view.raw);
      const shown =
        list === null || by === undefined ? notice(message) : await listModal(desk, by, list, message);
      return desk.modals.update(on.view.id, shown);
    }
    default:
      return on satisfies never;
  }
}

/** A command button. The result replaces the answer or list the button is in; from a card it opens in a modal or as an answer. */
async function openList(
  desk: SlackDesk,
  { on, place, by: { user } }: SlackClick,
  sender: Promise<SlackRights>,
  command: string,
): Promise<void> {
  const answer = sender.then(async ({ caller: by, outsider }) =>
    outsider
      ? slackOutsiderMessage(by.whyNot)
      : ((await desk.bot.handle({ type: 'command', by, text: command })) ?? SLACK_BROKEN),
  );
  switch (on.type) {
    case 'answer':
      return desk.responder.whisper(place, user, await answer, true);
    case 'modal': {
      const refresh = readReview(on.view.raw)?.refresh ?? {};
      return desk.modals.update(on.view.id, asList(desk, { command, refresh }, await answer));
    }
    case 'message':
    case 'home': {
      if (on.type === 'home' || /^(app|clearing)\b/.test(command)) {
        const list = answer.then((found) => asList(desk, { command, refresh: refreshOf(on) }, found));
        if (await desk.modals.open(place.trigger, list)) return;
      }
      return desk.responder.whisper({ ...place, channel: place.channel ?? user }, user, await answer);
    }
    default:
      return on satisfies never;
  }
}

/** The list of a command with current data. `first` is shown above it: what was just done. */
export async function listModal(
  desk: SlackDesk,
  by: Caller,
  about: { readonly command: string; readonly refresh: Refresh },
  first: Message | null,
): Promise<Modal> {
  if (about.command === '') return notice(first ?? SLACK_BROKEN);
  const found = (await desk.bot.handle({ type: 'command', by, text: about.command })) ?? SLACK_BROKEN;
  if (first === null) return asList(desk, about, found);
  const body: Message['body'] = [{ type: 'text', spans: [found.title] }, ...found.body];
  return asList(desk, about, { ...found, title: first.title, body });
}

/** The answer to a command as a modal, with the menus of the app it is about. */
function asList(
  { apps }: SlackDesk,
  { command, refresh }: { readonly command: string; readonly refresh: Refresh },
  message: Message,
): Modal {
  const app = apps.find(({ id }) => command.split(' ').includes(quote(id)));
  const filters = app === undefined ? {} : { filters: reviewFilters(app.id, apps) };
  return renderReview(message, { command, refresh, ...filters });
}

async function openForm(
  desk: SlackDesk,
  { on, place, by: { user } }: SlackClick,
  sender: Promise<SlackRights>,
  form: Form,
  isNew: Promise<boolean>,
): Promise<void> {
  const list = on.type === 'modal' ? readReview(on.view.raw) : null;
  const refresh = list === null ? refreshOf(on) : { ...list.refresh, command: list.command };
  const work = sender.then(async ({ caller, outsider }) => {
    if (outsider) return notice(slackOutsiderMessage(caller.whyNot));
    const opened = await desk.bot.openForm(caller, form);
    return 'fields' in opened ? renderForm(opened, refresh) : notice(opened);
  });
  const opened = await desk.modals.open(place.trigger, work, on.type === 'modal' ? 'push' : undefined);
  // A trigger works once, so a replayed click opens nothing and needs no explanation.
  if (!(await isNew) || opened) return;
  await desk.responder.whisper({ ...place, channel: place.channel ?? user }, user, SLACK_FORM_TOO_SLOW);
}

/** The message of a click or a form, as it is stored once it was posted. */
export function messageOf({ channel, ts }: Refresh): MessageRef | undefined {
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}

/** The message to update after a click: the one that was clicked, or the one the list was opened from. */
function refreshOf(on: RequestSurface): Refresh {
  switch (on.type) {
    case 'message':
      return { channel: on.channel, ts: on.ts };
    case 'modal':
      return readReview(on.view.raw)?.refresh ?? {};
    case 'answer':
    case 'home':
      return {};
    default:
      return on satisfies never;
  }
}
