import { addDays } from '../../domain/day.ts';
import { changeQuestion, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { personalDelivery } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp, today } from '../context.ts';
import { reachNobody } from './ask-person.ts';
import { askRules, daysAfter } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { closeQuestion } from './close-question.ts';
import { nextDue } from './next-due.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import { closeForPerson, remindPerson, tellRequest, tellRound } from './tell-question.ts';

/**
 * What is due about a question that was asked: a reminder, or the end of the time to answer. Silence counts only where the question was
 * delivered.
 */
export function pursueQuestion(context: Context, id: number): void {
  const { store, config } = context;
  store.write(() => {
    const question = questionById(store, id);
    if (question === null || question.state !== 'open') return;
    const closed = nothingToAsk(context, question);
    if (closed !== null) {
      closeQuestion(context, question, closed);
      return;
    }
    const rules = askRules(context, question.asked.app);
    const { platform, askedAt, timezone } = question;
    if (rules === null || platform === null || askedAt === null) return;
    const at = timestamp(context);
    const delivery = personalDelivery(store, platform, messageSubject.question(id));
    if (at >= daysAfter(askedAt, rules.answerDays)) {
      if (delivery.delivered) {
        endUnanswered(context, question);
        return;
      }
      const words = delivery.dead ?? delivery.waits ?? '';
      reachNobody(context, question, { kind: 'refused', platform, words });
      return;
    }
    // What has not gone out needs no reminder.
    if (!delivery.delivered) {
      changeQuestion(store, question, { state: 'open', at, dueAt: daysAfter(at, 1) });
      return;
    }
    const reminders = question.reminders + 1;
    const asked = { askedAt, reminders, timezone: timezone ?? config.timezone };
    changeQuestion(store, question, {
      state: 'open',
      at,
      reminders,
      dueAt: nextDue(asked, rules, config.ask.quiet),
    });
    if (reminders > rules.reminders) return;
    auditQuestion(context, question, 'seat-reminded', { reminders });
    remindPerson(context, id);
  });
}

/** Silence: what comes of it is configured, and nothing is removed unless that says so. */
function endUnanswered(context: Context, question: StoredQuestion): void {
  const rules = askRules(context, question.asked.app);
  if (rules === null) return;
  const { noAnswer, cooldownDays } = rules;
  const changed = changeQuestion(context.store, question, {
    state: 'no-answer',
    at: timestamp(context),
    notBefore: addDays(today(context), cooldownDays),
    ...(noAnswer === 'plan' || noAnswer === 'remove' ? { request: 'open' } : {}),
  });
  if (!changed) return;
  auditQuestion(context, question, 'seat-unanswered', { rule: noAnswer });
  closeForPerson(context, question.id);
  tellRequest(context, question.id);
  tellRound(context, question.round);
}
