import { quote } from '../grammar.ts';
import type { Form, Message } from '../message.ts';
import type { Bot, Caller, Memory } from '../platform.ts';
import type { Modal } from './blocks.ts';
import { decodeButton } from './button.ts';
import type { Ask, Surface } from './incoming.ts';
import { type Refresh, renderForm } from './modal.ts';
import { BROKEN, type Modals, notice, saying } from './modals.ts';
import type { Responder } from './respond.ts';
import { readReview, renderReview, reviewFilters } from './review-modal.ts';

export interface Desk {
  readonly bot: Bot;
  readonly memory: Memory;
  readonly modals: Modals;
  readonly responder: Responder;
  /** Connected apps, for the menus of a list. */
  readonly apps: readonly { readonly id: string; readonly name: string }[];
}

export type Click = Extract<Ask, { type: 'click' }>;

/** Carries out a click and shows what came of it where it was made. */
export async function answerClick(desk: Desk, click: Click, by: Caller): Promise<void> {
  const wanted = decodeButton(click.clicked);
  const { bot, memory } = desk;
  switch (wanted?.type) {
    case undefined:
      return show(desk, click, saying(UNKNOWN));
    case 'form':
      return openForm(desk, click, by, wanted.form);
    case 'command':
      return openList(desk, click, by, wanted.command);
    case 'action': {
      const said = await bot.handle({ type: 'action', by, action: wanted.action });
      const ref = refreshOf(click.on);
      await show(desk, click, said ?? BROKEN, by);
      if ('ts' in ref) await memory.refresh({ channel: ref.channel ?? '', ts: ref.ts ?? '' });
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
  desk: Desk,
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
        list === null || by === undefined ? notice(message) : await listed(desk, by, list, message);
      return desk.modals.update(on.view.id, shown);
    }
    default:
      return on satisfies never;
  }
}

/** A command button: in place of the answer or list it stands on, in a modal from a card, or beside it. */
async function openList(
  desk: Desk,
  { on, place, by: { user } }: Click,
  by: Caller,
  command: string,
): Promise<void> {
  const asked = () => desk.bot.handle({ type: 'command', by, text: command });
  switch (on.type) {
    case 'answer':
      return desk.responder.whisper(place, user, (await asked()) ?? BROKEN, true);
    case 'modal': {
      const refresh = readReview(on.view.raw)?.refresh ?? {};
      return desk.modals.update(on.view.id, await listed(desk, by, { command, refresh }, null));
    }
    case 'message':
    case 'home': {
      const inModal = on.type === 'home' || command.startsWith('app ');
      const list = listed(desk, by, { command, refresh: refreshOf(on) }, null);
      if (inModal && (await desk.modals.open(place.trigger, list))) return;
      return desk.responder.whisper(
        { ...place, channel: place.channel ?? user },
        user,
        (await asked()) ?? BROKEN,
      );
    }
    default:
      return on satisfies never;
  }
}

/** The list of a command as a modal; `first` says what just happened. */
export async function listed(
  { bot, apps }: Desk,
  by: Caller,
  { command, refresh }: { command: string; refresh: Refresh },
  first: Message | null,
): Promise<Modal> {
  if (command === '') return notice(first ?? BROKEN);
  const found = (await bot.handle({ type: 'command', by, text: command })) ?? BROKEN;
  const message: Message =
    first === null
      ? found
      : { ...found, title: first.title, body: [{ type: 'text', spans: [found.title] }, ...found.body] };
  const app = apps.find(({ id }) => command.split(' ').includes(quote(id)));
  return renderReview(message, {
    command,
    refresh,
    ...(app === undefined ? {} : { filters: reviewFilters(app.id, apps) }),
  });
}

async function openForm(
  desk: Desk,
  { on, place, by: { user } }: Click,
  by: Caller,
  form: Form,
): Promise<void> {
  const list = on.type === 'modal' ? readReview(on.view.raw) : null;
  const refresh = list === null ? refreshOf(on) : { ...list.refresh, command: list.command };
  const work = desk.bot
    .openForm(by, form)
    .then((opened) => ('fields' in opened ? renderForm(opened, refresh) : notice(opened)));
  if (await desk.modals.open(place.trigger, work, on.type === 'modal' ? 'push' : undefined)) return;
  const slow = 'Slack did not open the form in time. Nothing was changed; press the button again.';
  await desk.responder.whisper({ ...place, channel: place.channel ?? user }, user, saying(slow));
}

function refreshOf(on: Surface): Refresh {
  return on.type === 'message' ? { channel: on.channel, ts: on.ts } : {};
}
