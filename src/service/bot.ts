import type { FormView } from '../chat/form.ts';
import { writeCommand } from '../chat/grammar.ts';
import type { Bot, Incoming } from '../chat/platform.ts';
import { STOPPED_BEFORE_ANSWER } from '../chat/say/operate/shell.ts';
import { homePage } from '../chat/say/overview/home.ts';
import { answer, mayRepeat } from '../commands/answer.ts';
import { outcome, type Request, type SendFile, sentence } from '../commands/command.ts';
import { type Action, isSeatAnswer } from '../domain/action.ts';
import type { Caller } from '../domain/caller.ts';
import type { Message, MessageRef } from '../domain/message.ts';
import { wholeIds } from '../flows/access/whole-ids.ts';
import { mayAnswer } from '../flows/asking/answer-question.ts';
import { seeQuestion } from '../flows/asking/see-question.ts';
import type { Context } from '../flows/context.ts';
import { act, actNow, isSlow } from '../flows/decide/act.ts';
import { alreadyHandled } from '../flows/decide/already-handled.ts';
import { commandWords } from '../flows/forms/forms.ts';
import { openForm } from '../flows/forms/open-form.ts';
import { personLabel } from '../flows/forms/person-label.ts';
import { submitForm } from '../flows/forms/submit-form.ts';
import { lookOnly } from '../flows/outcome.ts';
import { lookAtHome } from '../flows/overview/look-at-home.ts';
import { peopleFinder } from '../flows/owners/find-people.ts';
import { ownStoreError, StoreError } from '../store/db/errors.ts';
import { inWriteTurn } from '../store/db/write-turn.ts';

export interface BotIo {
  /** How a file gets to the caller; `null` where their platform takes none. */
  readonly fileSender: (to: Caller) => SendFile | null;
  /** Called when something may have changed. */
  readonly changed: () => void;
}

/** No name or address is longer. */
const LONGEST_SEARCH = 320;

/** What the platforms call when a person types, clicks or fills in a form. */
export function createBot(
  context: Context,
  sync: (only: string | null, by: Caller, force?: boolean) => ReturnType<Request['sync']>,
  { fileSender, changed }: BotIo,
): Bot {
  const findPeople = peopleFinder(context.store);

  async function reply(incoming: Incoming): Promise<Message | null> {
    const { by } = incoming;
    const syncFor: Request['sync'] = (only, force) => sync(only, by, force);
    switch (incoming.type) {
      case 'command':
        return (await answer(context, by, incoming.text, syncFor, fileSender(by))).message;
      case 'action':
        return decided(by, wholeIds(context, incoming.action), incoming.on);
      case 'installed':
        return (await answer(context, by, 'help', syncFor)).message;
      default:
        return incoming satisfies never;
    }
  }

  /** Carries out what a button or a form asks for, unless it was already handled. */
  async function decided(by: Caller, action: Action, on?: MessageRef): Promise<Message> {
    if ('question' in action && on !== undefined)
      await inWriteTurn(context.store, () => seeQuestion(context, by, action.question, on));
    const came = isSlow(action)
      ? await act(context, by, action)
      : await inWriteTurn(
          context.store,
          () => (by.mayChange ? alreadyHandled(context, action) : null) ?? actNow(context, by, action),
        );
    return outcome(came).message;
  }

  /** A stop, or a database that cannot be written, is reported as such and is not our error. */
  function refused(thrown: unknown): Message {
    const { signal } = context.dependencies;
    if (signal.aborted && thrown === signal.reason) return sentence(false, STOPPED_BEFORE_ANSWER).message;
    const error = ownStoreError(thrown, context.store.file);
    if (error instanceof StoreError) return sentence(false, error.message).message;
    throw error;
  }

  async function telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      changed();
    }
  }

  return {
    handle: (incoming) => telling(() => reply(incoming).catch(refused)),
    mayRepeat,
    async openForm(by, form): Promise<FormView | Message> {
      const mayNot = isSeatAnswer(form)
        ? mayAnswer(context, by, Number(form.account))
        : by.mayChange
          ? null
          : lookOnly(by);
      if (mayNot !== null) return sentence(false, mayNot.text).message;
      const whole = wholeIds(context, form);
      const opened = alreadyHandled(context, whole) ?? openForm(context, whole);
      return 'done' in opened ? sentence(false, opened.text).message : opened;
    },
    submitForm: (by, form, filled, on) =>
      telling(async () => {
        const read = submitForm(context, wholeIds(context, form), filled);
        if ('errors' in read) return read;
        const command = writeCommand(commandWords(context, read.action));
        return { said: await decided(by, read.action, on).catch(refused), command };
      }),
    async findPeople(by, text, limit) {
      if (text.trim() === '') return [];
      return (await findPeople(by.id, text.slice(0, LONGEST_SEARCH), limit)).map((person) => ({
        value: String(person.ref),
        label: personLabel(person),
      }));
    },
    async homePage(by) {
      return homePage(lookAtHome(context, by));
    },
  };
}
