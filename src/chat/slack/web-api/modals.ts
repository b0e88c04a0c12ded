import { z } from 'zod';
import type { Message } from '../../../domain/message.ts';
import type { Modal } from '../blocks/blocks.ts';
import { renderReview } from '../blocks/review-modal.ts';
import { callFor, type SlackApi, SlackApiError, type SlackLog } from './api.ts';

export interface Modals {
  /**
   * Shows a modal while the trigger lasts: the finished one when it is ready soon, else one that says to wait and is replaced.
   * `false`: Slack did not open it.
   */
  open(trigger: string | null, work: Promise<Modal>, above?: 'push'): Promise<boolean>;
  /** Changes an open modal; one that was closed meanwhile is left alone. */
  update(view: string, modal: Modal): Promise<void>;
}

export interface ModalsOptions {
  readonly api: SlackApi;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: SlackLog;
}

/** A trigger lasts 3 seconds, and Slack needs some of them itself. */
const SOON_MS = 1200;

export function createModals({ api, sleep, log }: ModalsOptions): Modals {
  async function update(view: string, modal: Modal): Promise<void> {
    await api.call('views.update', { view_id: view, view: modal }).catch((error: unknown) => {
      if (!(error instanceof SlackApiError)) throw error;
      log.warn({ error }, 'a modal could not be changed');
    });
  }

  return {
    update,
    async open(trigger, work, above) {
      const settled = work.catch((error: unknown): Modal => {
        log.error({ error }, 'a modal could not be made');
        return notice(BROKEN);
      });
      if (trigger === null) return false;
      const first = await Promise.race([settled, sleep(SOON_MS).then(() => null)]);
      const method = above === undefined ? 'views.open' : 'views.push';
      const args = { trigger_id: trigger, view: first ?? notice(WAIT) };
      try {
        const { view } = await callFor(api, Opened, method, args);
        if (first === null) await update(view.id, await settled);
        return true;
      } catch (error) {
        if (!(error instanceof SlackApiError)) throw error;
        log.warn({ error }, 'a modal could not be opened');
        return false;
      }
    },
  };
}

const Opened = z.object({ view: z.object({ id: z.string().min(1) }) });

/** A modal of one message. */
export function notice(message: Message): Modal {
  return renderReview(message, { command: '' });
}

export function plainMessage(text: string): Message {
  return { summary: text, title: text, body: [], buttons: [] };
}

export const WAIT = plainMessage('One moment: this takes a little longer.');
export const BROKEN = plainMessage(
  'That did not work because of an error of mine, which is in the log. What was decided before is kept. Try again, or type /seats health.',
);
