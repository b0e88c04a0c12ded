import type { FormErrors } from '../form.ts';
import type { Message } from '../message.ts';
import type { Caller } from '../platform.ts';
import { type Desk, listed } from './clicks.ts';
import type { Ask } from './incoming.ts';
import { readSubmission, renderErrors } from './modal.ts';
import { BROKEN, notice, saying, WAIT } from './modals.ts';

export interface SubmitOptions {
  readonly desk: Desk;
  readonly ack: (answer?: object) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

type Result = { errors: FormErrors } | { said: Message };

/** Slack waits 3 seconds for the answer to a form. */
const DEADLINE_MS = 2000;

/**
 * Carries out a form. The answer closes it, or shows what is wrong beside each field; when the work takes longer than Slack
 * waits, the form says so and shows the outcome later. `caller` proves who sent it.
 */
export async function answerSubmission(
  { desk, ack, sleep, onError }: SubmitOptions,
  { view, by: { user } }: Extract<Ask, { type: 'submit' }>,
  caller: () => Promise<Caller>,
): Promise<void> {
  const submission = readSubmission(view.raw);
  if (submission === null) {
    desk.refused();
    return ack({ response_action: 'update', view: notice(saying(UNKNOWN)) });
  }
  const { form, filled, refresh } = submission;
  const who = caller();
  const work = who
    .then((by): Promise<Result> => desk.bot.submitForm(by, form, filled))
    .catch((error: unknown): Result => {
      onError(error);
      return { said: BROKEN };
    });
  const result = await Promise.race([work, sleep(DEADLINE_MS).then(() => null)]);
  if (result === null) {
    await ack({ response_action: 'update', view: notice(WAIT) });
    await desk.modals.update(view.id, notice(inWords(await work)));
  } else if ('errors' in result) return ack(renderErrors(result.errors));
  else {
    const { channel, command } = refresh;
    if (view.below !== null && command !== undefined) {
      await ack();
      const list = await listed(desk, await who, { command, refresh: withoutCommand(refresh) }, result.said);
      await desk.modals.update(view.below, list);
    } else if (channel !== undefined) {
      await ack();
      await desk.responder.whisper({ channel, responseUrl: null }, user, result.said);
    } else await ack({ response_action: 'update', view: notice(result.said) });
  }
  const { channel, ts } = refresh;
  if (channel !== undefined && ts !== undefined) await desk.memory.refresh({ channel, ts });
}

const UNKNOWN =
  'I do not know that form: it is from another version, or not one of mine. Nothing was changed. Open it again from the message.';

function withoutCommand({ command: _, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest;
}

/** Too late to be shown beside the fields. */
function inWords(result: Result): Message {
  if ('said' in result) return result.said;
  return saying(`Nothing was changed. ${Object.values(result.errors).join(' ')} Open the form again.`);
}
