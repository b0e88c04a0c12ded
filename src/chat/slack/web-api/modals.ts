import { z } from 'zod';
import type { Message } from '../../../domain/message.ts';
import { SLACK_BROKEN, SLACK_WAIT } from '../../say/chats/slack.ts';
import type { Modal } from '../blocks/blocks.ts';
import { renderReview } from '../blocks/review-modal.ts';
import { callFor, type SlackApi, SlackApiError, type SlackLog } from './api.ts';

export interface Modals {
  /**
   * Opens a modal before the trigger expires: the finished one if it is ready soon, otherwise one that asks to wait and is
   * replaced later. Resolves to `false` when Slack did not open it.
   */
  open(trigger: string | null, work: Promise<Modal>, above?: 'push'): Promise<boolean>;
  /** Changes an open modal. Does nothing when it has been closed in the meantime. */
  update(view: string, modal: Modal): Promise<void>;
}

export interface ModalsOptions {
  readonly api: SlackApi;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: SlackLog;
}

/** A trigger is valid for 3 seconds, and Slack itself uses some of that. */
const SOON_MS = 1200;

export function createModals({ api, sleep, log }: ModalsOptions): Modals {
  async function update(view: string, modal: Modal): Promise<void> {
    await api.call('views.update', { view_id: view, view: modal }).catch((error: unknown) => {
      if (!(error instanceof SlackApiError)) throw error;
      log.warn({ error }, 'Slack: a modal could not be changed');
    });
  }

  return {
    update,
    async open(trigger, work, above) {
      const settled = work.catch((error: unknown): Modal => {
        log.error({ error }, 'Slack: a modal could not be built');
        return notice(SLACK_BROKEN);
      });
      if (trigger === null) return false;
      const first = await Promise.race([settled, sleep(SOON_MS).then(() => null)]);
      const method = above === undefined ? 'views.open' : 'views.push';
      const args = { trigger_id: trigger, view: first ?? notice(SLACK_WAIT) };
      try {
        const { view } = await callFor(api, Opened, method, args);
        if (first === null) await update(view.id, await settled);
        return true;
      } catch (error) {
        if (!(error instanceof SlackApiError)) throw error;
        log.warn({ error }, 'Slack: a modal could not be opened');
        return false;
      }
    },
  };
}

const Opened = z.object({ view: z.object({ id: z.string().min(1) }) });

/** A modal that shows one message. */
export function notice(message: Message): Modal {
  return renderReview(message, { command: '' });
}
