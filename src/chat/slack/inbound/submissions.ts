import type { Message } from '../../../domain/message.ts';
import type { FormErrors } from '../../form.ts';
import { type Refresh, readSubmission, renderErrors, type Submission } from '../blocks/modal.ts';
import { BROKEN, notice, plainMessage, WAIT } from '../web-api/modals.ts';
import type { SlackRights } from '../web-api/rights.ts';
import { listModal, type SlackDesk, strangerMessage } from './clicks.ts';
import type { Ask } from './incoming.ts';

export interface SubmitOptions {
  readonly desk: SlackDesk;
  readonly ack: (answer?: object) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

type Result = { errors: FormErrors } | { said: Message };

/** Slack waits 3 seconds for the answer to a form, from its delivery on. */
const DEADLINE_MS = 2000;

/**
 * Carries out a form. The answer closes it, or shows what is wrong beside each field; when the work takes longer than Slack
 * waits, the form says so and shows the outcome later. `asked` proves who sent it, or is `null` when it is not carried out: it
 * is not for us, or it was before.
 */
export async function answerSubmission(
  { desk, ack, sleep, onError }: SubmitOptions,
  { view, by: { user } }: Extract<Ask, { type: 'submit' }>,
  asked: Promise<SlackRights | null>,
): Promise<void> {
  const submission = readSubmission(view.raw);
  const work = asked
    .then((standing) => (standing === null ? null : carryOut(desk, submission, standing)))
    .catch((error: unknown): Result => {
      onError(error);
      return { said: BROKEN };
    });
  const result = await Promise.race([work, sleep(DEADLINE_MS).then(() => 'late' as const)]);
  if (result === null) return ack();
  const refresh: Refresh = submission?.refresh ?? {};
  if (result === 'late') {
    await ack({ response_action: 'update', view: notice(WAIT) });
    const done = await work;
    if (done === null) return;
    await desk.modals.update(view.id, notice(inWords(done)));
  } else if ('errors' in result) return ack(renderErrors(result.errors));
  else {
    const { channel, command } = refresh;
    if (view.below !== null && command !== undefined) {
      await ack();
      const standing = await asked.catch(() => null);
      const about = { command, refresh: withoutCommand(refresh) };
      const mayLook = standing !== null && !standing.outsider;
      const list = mayLook ? await listModal(desk, standing.caller, about, result.said) : notice(result.said);
      await desk.modals.update(view.below, list);
    } else if (channel !== undefined) {
      await ack();
      await desk.responder.whisper({ channel, responseUrl: null }, user, result.said);
    } else await ack({ response_action: 'update', view: notice(result.said) });
  }
  const { channel, ts } = refresh;
  if (channel !== undefined && ts !== undefined) await desk.memory.refresh({ channel, ts });
}

async function carryOut(
  desk: SlackDesk,
  submission: Submission | null,
  { caller, outsider }: SlackRights,
): Promise<Result> {
  if (submission === null) {
    desk.refused();
    return { said: plainMessage(UNKNOWN) };
  }
  if (outsider) return { said: strangerMessage(caller) };
  return desk.bot.submitForm(caller, submission.form, submission.filled);
}

const UNKNOWN =
  'I do not know that form: it is from another version, or not one of mine. Nothing was changed. Open it again from the message.';

function withoutCommand({ command: _, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest;
}

/** Too late to be shown beside the fields. */
function inWords(result: Result): Message {
  if ('said' in result) return result.said;
  return plainMessage(`Nothing was changed. ${Object.values(result.errors).join(' ')} Open the form again.`);
}
