import type { Message } from '../../domain/message.ts';

/** A message of one text and nothing else. */
export function plainMessage(text: string): Message {
  return { summary: text, title: text, body: [], buttons: [] };
}
