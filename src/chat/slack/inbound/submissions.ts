import type { Message } from '../../../domain/message.ts';
import type { FormErrors } from '../../form.ts';
import {
  lateFormErrors,
  SLACK_BROKEN,
  SLACK_WAIT,
  slackOutsiderMessage,
  UNKNOWN_SLACK_FORM,
} from '../../say/chats/slack.ts';
import { type Refresh, readSubmission, renderErrors, type Submission } from '../blocks/modal.ts';
import { notice } from '../web-api/modals.ts';
import type { SlackRights } from '../web-api/rights.ts';
import { listModal, messageOf, type SlackDesk } from './clicks.ts';
import type { Ask } from './incoming.ts';

export interface SubmitOptions {
  readonly desk: SlackDesk;
  readonly ack: (answer?: object) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

type Result = { errors: FormErrors } | { said: Message };

/** Slack waits 3 seconds for the answer to a form, counted from its delivery. */
const DEADLINE_MS = 2000;

/**
 * Carries out a form. The answer closes it, or shows what is wrong next to each field. When the work takes longer than Slack
 * waits, the form says so and shows the outcome later. `sender`: who sent it and what they may do; `null` when the form must not be
 * carried out, because it came from another workspace or was delivered before.
 */
export async function answerSubmission(
  { desk, ack, sleep, onError }: SubmitOptions,
  { view, by: { user } }: Extract<Ask, { type: 'submit' }>,
  sender: Promise<SlackRights | null>,
): Promise<void> {
  const submission = readSubmission(view.raw);
  const work = sender
    .then((rights) => (rights === null ? null : submitted(desk, submission, rights)))
    .catch((error: unknown): Result => {
      onError(error);
      return { said: SLACK_BROKEN };
    });
  const result = await Promise.race([work, sleep(DEADLINE_MS).then(() => 'late' as const)]);
  if (result === null) return ack();
  const refresh: Refresh = submission?.refresh ?? {};
  if (result === 'late') {
    await ack({ response_action: 'update', view: notice(SLACK_WAIT) });
    const done = await work;
    if (done === null) return;
    await desk.modals.update(view.id, notice(saidOf(done)));
  } else if ('errors' in result) return ack(renderErrors(result.errors));
  else {
    const { channel, command } = refresh;
    if (view.below !== null && command !== undefined) {
      await ack();
      const rights = await sender.catch(() => null);
      const about = { command, refresh: withoutCommand(refresh) };
      const mayLook = rights !== null && !rights.outsider;
      const list = mayLook ? await listModal(desk, rights.caller, about, result.said) : notice(result.said);
      await desk.modals.update(view.below, list);
    } else if (channel !== undefined) {
      await ack();
      await desk.responder.whisper({ channel, responseUrl: null }, user, result.said);
    } else await ack({ response_action: 'update', view: notice(result.said) });
  }
  const on = messageOf(refresh);
  if (on !== undefined) await desk.memory.refresh(on);
}

async function submitted(
  desk: SlackDesk,
  submission: Submission | null,
  { caller, outsider }: SlackRights,
): Promise<Result> {
  if (submission === null) {
    desk.onForged();
    return { said: UNKNOWN_SLACK_FORM };
  }
  if (outsider) return { said: slackOutsiderMessage(caller.whyNot) };
  return desk.bot.submitForm(caller, submission.form, submission.filled, messageOf(submission.refresh));
}

function withoutCommand({ command: _, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest;
}

function saidOf(result: Result): Message {
  return 'said' in result ? result.said : lateFormErrors(Object.values(result.errors));
}
