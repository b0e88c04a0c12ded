import type { Message } from '../message.ts';
import type { Block } from './blocks.ts';

/** What goes out: `text` for phones and screen readers, escaped; `blocks` for everybody else. */
export interface Rendered {
  readonly text: string;
  readonly blocks: Block[];
}

export interface Look {
  /** `false` after Slack refused the chart (`invalid_blocks`): its figures as text. Default `true`. */
  readonly charts?: boolean;
  /** `false` after Slack refused the table (`invalid_blocks`, `invalid_attachments`): aligned text. Default `true`. */
  readonly tables?: boolean;
  /** How many rows carry their buttons. A channel shows 5; default 5. */
  readonly rowsWithButtons?: number;
}

/** Arguments for `chat.postMessage` besides channel, text and blocks, so that no text is ever parsed. */
export const AS_TEXT = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** One payload. What does not fit is counted in words, and the message's own buttons stay. */
export function renderMessage(_message: Message, _look: Look = {}): Rendered {
  throw new Error('not written yet');
}

/** Everything, in as many payloads as it takes. The message's own buttons are on the last. */
export function renderPages(_message: Message, _look: Look = {}): Rendered[] {
  throw new Error('not written yet');
}
