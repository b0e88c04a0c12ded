import type { Caller } from '../../domain/caller.ts';
import type { MessageRef } from '../../domain/message.ts';
import { questionById } from '../../store/asking/questions.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { foundAgain } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp } from '../context.ts';

/**
 * The person who was asked pressed a button on this message. If the chat never said whether the message had arrived, now we know that it did:
 * from now on it is edited in place like any other.
 */
export function seeQuestion(context: Context, by: Caller, id: number, ref: MessageRef): void {
  const { store } = context;
  store.write(() => {
    const question = questionById(store, id);
    if (question === null || question.chatUser !== by.id) return;
    const { asking, platform } = question;
    if (asking === null || platform === null) return;
    foundAgain(store, { platform, subject: messageSubject.question(asking), ref, at: timestamp(context) });
  });
}
