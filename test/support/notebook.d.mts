import type { ChatPlatform } from '../../src/chat/platform.ts';
import type { Message } from '../../src/domain/message.ts';

export interface Note {
  readonly key: string;
  readonly does: 'post' | 'edit';
  /** The key of the post that this entry edits, or its own key. */
  readonly to: string;
  readonly quiet: boolean;
  readonly says: string;
  readonly message: Message;
}

export function notebook(file: string, point?: (when: 'before' | 'after', key: string) => void): ChatPlatform;
export function notes(file: string): readonly Note[];
