import type { Caller } from '../../../domain/caller.ts';
import type { Form, Message, MessageRef } from '../../../domain/message.ts';
import type { Filled, FormErrors } from '../../form.ts';
import type { Bot } from '../../platform.ts';
import { FORM, NOTHING_DONE, PAGE_NOT_REPEATED } from '../../say/chats/teams.ts';
import { plainMessage } from '../../say/plain-message.ts';
import type { Click } from '../card/button.ts';
import type { AdaptiveCard } from '../card/card.ts';
import { type Again, renderForm } from '../card/form-card.ts';
import { type Look, type Rendered, renderMessage } from '../card/render.ts';
import type { Submission } from '../card/submission.ts';
import type { TeamsMemory } from '../places/conversation-store.ts';

/** The command and page a card shows, so that it can be shown again. */
export interface ListedCommand {
  readonly command: string;
  readonly page: number;
}

export interface TeamsDesk {
  readonly bot: Bot;
  readonly memory: TeamsMemory;
  readonly look: Look;
  /** Whether this client can search for people while the user types. */
  readonly search: boolean;
  /** What the card with this reference shows; `null` when that is no longer known. */
  listed(ref: MessageRef): ListedCommand | null;
  /** Notes that the card shows another command or page now. */
  turned(ref: MessageRef, listed: ListedCommand): void;
}

/** What the person who clicked is shown. */
export interface Shown {
  readonly summary: string;
  readonly card: AdaptiveCard;
  /** `here`: replaces the card that was clicked; `beside`: a message of its own, because that card belongs to everyone. */
  readonly where: 'here' | 'beside';
  /** Something was decided: the other people who see the card should see it too. */
  readonly decided: boolean;
  /** What the others see, if it is less than what the person who clicked sees. */
  readonly others?: Rendered;
  /** The command this answers, when it may be asked again. */
  readonly listed?: ListedCommand;
}

/** More people than this are not offered to choose from. */
const PEOPLE = 20;

/** Carries out a click on the card `ref`. */
export async function answerClick(
  desk: TeamsDesk,
  by: Caller,
  click: Click,
  ref: MessageRef,
): Promise<Shown> {
  const { bot, memory } = desk;
  switch (click.type) {
    case 'action':
      return showOutcome(
        desk,
        by,
        ref,
        await bot.handle({ type: 'action', by, action: click.action, on: ref }),
      );
    case 'command': {
      const { command, page } = click;
      const once = !bot.mayRepeat(command);
      // Cards of older versions could turn the pages of an answer to a command that changes something.
      if (once && page > 1) return showOutcome(desk, by, ref, plainMessage(PAGE_NOT_REPEATED), false);
      const answer = (await bot.handle({ type: 'command', by, text: command })) ?? NOTHING_DONE;
      const isAlert = memory.said(ref) !== null;
      if (!isAlert && !once) desk.turned(ref, { command, page });
      return {
        ...renderMessage(answer, { ...desk.look, command, page, once }),
        where: isAlert ? 'beside' : 'here',
        decided: false,
        ...(once ? {} : { listed: { command, page } }),
      };
    }
    case 'form': {
      const opened = await bot.openForm(by, click.form);
      if (!('fields' in opened)) return showOutcome(desk, by, ref, opened, false);
      return form(renderForm(opened, { search: desk.search }), opened.title);
    }
    case 'back':
      return showOutcome(desk, by, ref, null, false);
    default:
      return click satisfies never;
  }
}

/** Carries out a form, or shows it again with what is wrong next to each field. */
export async function answerForm(
  desk: TeamsDesk,
  by: Caller,
  { form: about, filled, typed }: Submission,
  ref: MessageRef,
): Promise<Shown> {
  const { bot } = desk;
  const found = await findTyped(bot, by, typed);
  const all = { ...filled, ...found.filled };
  const result =
    Object.keys(found.errors).length > 0
      ? { errors: found.errors }
      : await bot.submitForm(by, about, all, ref);
  if ('said' in result) return showOutcome(desk, by, ref, result.said);
  return again(desk, by, about, ref, {
    errors: result.errors,
    filled: all,
    typed,
    people: found.people,
  });
}

async function again(desk: TeamsDesk, by: Caller, about: Form, ref: MessageRef, more: Again): Promise<Shown> {
  const opened = await desk.bot.openForm(by, about);
  if (!('fields' in opened)) return showOutcome(desk, by, ref, opened, false);
  return form(renderForm(opened, { ...more, search: desk.search }), opened.title);
}

function form(card: AdaptiveCard, title: string): Shown {
  return { card, summary: title, where: 'here', decided: false };
}

/** Finds the people whose names were typed instead of chosen. */
async function findTyped(bot: Bot, by: Caller, typed: Filled) {
  const filled: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const people: Record<string, readonly { value: string; label: string }[]> = {};
  for (const [key, text] of Object.entries(typed)) {
    const fitting = await bot.findPeople(by, text, PEOPLE);
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) filled[key] = only.value;
    else if (only === undefined) errors[key] = FORM.noPerson;
    else {
      people[key] = fitting;
      errors[key] = FORM.severalPeople;
    }
  }
  return { filled, errors: errors satisfies FormErrors, people };
}

/** The card again as it is now, and above it what was just done. */
async function showOutcome(
  desk: TeamsDesk,
  by: Caller,
  ref: MessageRef,
  said: Message | null,
  decided = true,
): Promise<Shown> {
  // A refusal is shown only to the person who clicked.
  const here = { where: 'here', decided: decided && by.mayChange } as const;
  const alert = desk.memory.said(ref);
  if (alert !== null) return { ...renderMessage(above(said, alert), desk.look), ...here };
  const listed = desk.listed(ref);
  if (listed === null) return { ...renderMessage(said ?? NOTHING_DONE, desk.look), ...here };
  const list = (await desk.bot.handle({ type: 'command', by, text: listed.command })) ?? NOTHING_DONE;
  const look = { ...desk.look, ...listed };
  return { ...renderMessage(above(said, list), look), ...here, others: renderMessage(list, look) };
}

export function above(said: Message | null, below: Message): Message {
  if (said === null) return below;
  const lines: Message['body'] = [
    { type: 'text', spans: [{ bold: said.title }] },
    ...said.body.filter(({ type }) => type === 'text' || type === 'note'),
  ];
  return { ...below, summary: said.summary, body: [...lines, ...below.body] };
}
