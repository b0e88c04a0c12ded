import type { Caller } from '../../../domain/caller.ts';
import type { Form, Message } from '../../../domain/message.ts';
import { quote } from '../../grammar.ts';
import type { Bot, Memory } from '../../platform.ts';
import type { Modal } from '../blocks/blocks.ts';
import { decodeButton } from '../blocks/button.ts';
import { type Refresh, renderForm } from '../blocks/modal.ts';
import { readReview, renderReview, reviewFilters } from '../blocks/review-modal.ts';
import { BROKEN, type Modals, notice, plainMessage } from '../web-api/modals.ts';
import type { Responder } from '../web-api/respond.ts';
import type { SlackRights } from '../web-api/rights.ts';
import type { Ask, RequestSurface } from './incoming.ts';

export interface SlackDesk {
  readonly bot: Bot;
  readonly memory: Memory;
  /** Something in the name of Seatkeeper that it did not make. */
  readonly refused: () => void;
  readonly modals: Modals;
  readonly responder: Responder;
  /** Connected apps, for the menus of a list. */
  readonly apps: readonly { readonly id: string; readonly name: string }[];
}

export type Click = Extract<Ask, { type: 'click' }>;

/**
 * Carries out a click and shows what came of it where it was made. `asked` is on its way to Slack and back: a modal must not
 * wait for it longer than its trigger lasts. `fresh`: whether this click was not taken in before, once that is written; opening a
 * form changes nothing and does not wait for it.
 */
export async function answerClick(
  desk: SlackDesk,
  click: Click,
  asked: Promise<SlackRights>,
  fresh: Promise<boolean>,
): Promise<void> {
  const wanted = decodeButton(click.clicked);
  if (wanted?.type === 'form') return openForm(desk, click, asked, wanted.form, fresh);
  if (!(await fresh)) return;
  const { bot, memory } = desk;
  switch (wanted?.type) {
    case undefined:
      desk.refused();
      return show(desk, click, plainMessage(UNKNOWN));
    case 'command':
      return openList(desk, click, asked, wanted.command);
    case 'action': {
      const { caller: by, outsider } = await asked;
      if (outsider) return show(desk, click, strangerMessage(by));
      const said = await bot.handle({ type: 'action', by, action: wanted.action });
      await show(desk, click, said ?? BROKEN, by);
      const { channel, ts } = refreshOf(click.on);
      if (channel !== undefined && ts !== undefined) await memory.refresh({ channel, ts });
      return;
    }
    default:
      return wanted satisfies never;
  }
}

const UNKNOWN =
  'I do not know that button: it is from another version, or not one of mine. Nothing was changed. Type /seats status to see how things are.';

/** What an action or a command led to. */
async function show(
  desk: SlackDesk,
  { on, place, by: { user } }: Click,
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

/** What a guest or a stranger reads. */
export function strangerMessage({ whyNot }: Caller): Message {
  return plainMessage(whyNot ?? 'Seatkeeper answers only its own people.');
}

/** A command button: in place of the answer or list it stands on, in a modal from a card, or beside it. */
async function openList(
  desk: SlackDesk,
  { on, place, by: { user } }: Click,
  asked: Promise<SlackRights>,
  command: string,
): Promise<void> {
  const answer = asked.then(async ({ caller: by, outsider }) =>
    outsider
      ? strangerMessage(by)
      : ((await desk.bot.handle({ type: 'command', by, text: command })) ?? BROKEN),
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
      if (on.type === 'home' || command.startsWith('app ')) {
        const list = answer.then((found) => asList(desk, { command, refresh: refreshOf(on) }, found));
        if (await desk.modals.open(place.trigger, list)) return;
      }
      return desk.responder.whisper({ ...place, channel: place.channel ?? user }, user, await answer);
    }
    default:
      return on satisfies never;
  }
}

/** A list of a command, asked for again; `first` says what just happened. */
export async function listModal(
  desk: SlackDesk,
  by: Caller,
  about: { readonly command: string; readonly refresh: Refresh },
  first: Message | null,
): Promise<Modal> {
  if (about.command === '') return notice(first ?? BROKEN);
  const found = (await desk.bot.handle({ type: 'command', by, text: about.command })) ?? BROKEN;
  if (first === null) return asList(desk, about, found);
  const body: Message['body'] = [{ type: 'text', spans: [found.title] }, ...found.body];
  return asList(desk, about, { ...found, title: first.title, body });
}

/** What a command shows, as a modal with the menus of the app it is about. */
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
  { on, place, by: { user } }: Click,
  asked: Promise<SlackRights>,
  form: Form,
  fresh: Promise<boolean>,
): Promise<void> {
  const list = on.type === 'modal' ? readReview(on.view.raw) : null;
  const refresh = list === null ? refreshOf(on) : { ...list.refresh, command: list.command };
  const work = asked.then(async ({ caller, outsider }) => {
    if (outsider) return notice(strangerMessage(caller));
    const opened = await desk.bot.openForm(caller, form);
    return 'fields' in opened ? renderForm(opened, refresh) : notice(opened);
  });
  const opened = await desk.modals.open(place.trigger, work, on.type === 'modal' ? 'push' : undefined);
  // A trigger that was used before opens nothing.
  if (!(await fresh) || opened) return;
  const slow = 'Slack did not open the form in time. Nothing was changed; press the button again.';
  await desk.responder.whisper({ ...place, channel: place.channel ?? user }, user, plainMessage(slow));
}

/** The message a click is about: the one it was made on, or the one its list was opened from. */
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
