import type { Form } from '../message.ts';
import type { Click } from './button.ts';
import type { Submission } from './form-card.ts';

/** Who sent an activity, as Teams says. Whether they may change anything is decided elsewhere, on `aadObjectId`. */
export interface Sender {
  /** Teams' own id, for a reply. */
  readonly id: string;
  /** Of Entra ID; `null` when Teams did not say: such a sender may change nothing. */
  readonly aadObjectId: string | null;
  readonly name: string;
}

/** Where it came from. Plain strings, so that it can be stored as JSON. */
export interface Place {
  readonly conversationId: string;
  readonly kind: 'channel' | 'personal' | 'group';
  readonly serviceUrl: string;
  readonly tenantId: string | null;
  /** The team's thread id, and the channel below it; `null` outside of teams. */
  readonly teamId: string | null;
  readonly channelId: string | null;
  readonly botId: string;
  readonly botName: string;
}

interface Arrival {
  /** The activity's id: the same delivery twice is handled once. `null` when it has none. */
  readonly delivery: string | null;
  readonly by: Sender;
  readonly place: Place;
  /** The message it answers or whose button was pressed; `null` when there is none. */
  readonly replyTo: string | null;
}

/** How a click came in, and so how it is answered: `execute` and `dialog` by the response, `submit` by a new message. */
export type Through = 'execute' | 'submit' | 'dialog';

/** What an activity asks of us. */
export type Arrived =
  | (Arrival & { readonly type: 'command'; readonly text: string })
  | (Arrival & { readonly type: 'click'; readonly click: Click; readonly through: Through })
  /** A dialog is to be opened. */
  | (Arrival & { readonly type: 'open-dialog'; readonly form: Form })
  | (Arrival & { readonly type: 'submitted'; readonly submission: Submission; readonly through: Through })
  | (Arrival & { readonly type: 'find-people'; readonly text: string; readonly limit: number })
  | (Arrival & { readonly type: 'installed' | 'uninstalled' })
  /** Button data that is not ours, was changed, or is of another version: to be answered with `reason`. */
  | (Arrival & { readonly type: 'refused'; readonly reason: string; readonly through: Through })
  /** Nothing to do; `reason` is for the log. */
  | { readonly type: 'ignored'; readonly reason: string };

/** Reads one activity, as parsed JSON. Never throws. */
export function readActivity(_activity: unknown): Arrived {
  throw new Error('not written yet');
}
