import type { Message } from '../message.ts';

/** Said once after installation: what it is, what to do next. */
export function welcome(_facts: {
  readonly organisation: string;
  readonly bot: string;
  readonly kind: 'channel' | 'personal' | 'group';
  /** Whether alerts come to this place already; `null` when no place is chosen yet. */
  readonly alertsHere: boolean | null;
  readonly apps: number;
}): Message {
  throw new Error('not written yet');
}
