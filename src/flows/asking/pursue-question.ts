import { allowedFrom } from '../../domain/asking/quiet-hours.ts';
import type { AskRules } from '../../domain/asking/rules.ts';
import { addDays, dayIn, type Instant } from '../../domain/day.ts';
import { questionsOfAsking } from '../../store/asking/asking.ts';
import { changeQuestion, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { type PersonalDelivery, personalDelivery } from '../../store/outbox/personal-messages.ts';
import { type Context, timestamp, today } from '../context.ts';
import { askRules, daysAfter, nextDue } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { closeQuestion, nothingToAsk } from './nothing-to-ask.ts';
import { reachNobody } from './reach-nobody.ts';
import { tellPerson, tellRequest, tellRound, updateForPerson } from './tell-question.ts';

/** A message that has not gone out, or is on its way, is looked at again after this many days. */
const TOMORROW = 1;
const SOON = 10 / (24 * 60);

interface Asked extends StoredQuestion {
  readonly asking: number;
  readonly platform: string;
  readonly askedAt: Instant;
}

/**
 * Does what is due for a question that was asked: reminds of everything that is open in its message, or ends the time to answer.
 * Silence counts only from the moment of a delivery that the chat confirmed.
 */
export function pursueQuestion(context: Context, id: number): void {
  context.store.write(() => {
    const question = questionById(context.store, id);
    const at = timestamp(context);
    // A reminder of another question in the message may have moved it.
    if (question === null || !isAsked(question) || question.dueAt > at) return;
    const closed = nothingToAsk(context, question);
    const rules = askRules(context, question.asked.app);
    if (closed !== null || rules === null) {
      closeQuestion(context, question, closed ?? 'not-asked');
      return;
    }
    const delivery = personalDelivery(
      context.store,
      question.platform,
      messageSubject.question(question.asking),
    );
    if (delivery.delivered && cameLater(context, question, delivery)) askedFrom(context, question, delivery);
    else if (at >= daysAfter(question.askedAt, rules.answerDays)) endSilent(context, question, delivery);
    // A message that has not gone out needs no reminder.
    else if (!delivery.delivered) lookAgain(context, question, daysAfter(at, TOMORROW));
    else remind(context, question, rules);
  });
}

function isAsked(question: StoredQuestion): question is Asked {
  const { state, asking, platform, askedAt } = question;
  return state === 'open' && asking !== null && platform !== null && askedAt !== null;
}

/** The chat took the question on a later day than it was asked: the person still gets the whole time to answer. */
function cameLater(context: Context, question: Asked, { deliveredAt }: PersonalDelivery): boolean {
  const { askedAt } = question;
  const zone = zoneOf(context, question);
  return deliveredAt !== null && dayIn(zone, deliveredAt) > dayIn(zone, askedAt);
}

function askedFrom(context: Context, question: Asked, { deliveredAt }: PersonalDelivery): void {
  const askedAt = deliveredAt ?? question.askedAt;
  for (const one of openIn(context, question)) goOn(context, one, { askedAt, reminders: one.reminders });
  updateForPerson(context, question);
}

function remind(context: Context, question: Asked, rules: AskRules): void {
  const { askedAt, reminders } = question;
  const allowed = allowedFrom(timestamp(context), zoneOf(context, question), context.config.ask.quiet);
  if (reminders >= rules.reminders || allowed > timestamp(context)) {
    // The rules have changed since, or the reminder did not get its turn before the night.
    const end = daysAfter(askedAt, rules.answerDays);
    lookAgain(context, question, reminders >= rules.reminders || allowed > end ? end : allowed);
    return;
  }
  for (const one of openIn(context, question)) {
    goOn(context, one, { askedAt, reminders: one.reminders + 1 });
    auditQuestion(context, one, 'seat-reminded', { reminders: one.reminders + 1 });
  }
  tellPerson(context, question.asking);
}

/** Nobody answered: the configuration says what follows, and nothing is removed unless it says so. */
function endSilent(context: Context, question: Asked, delivery: PersonalDelivery): void {
  if (delivery.delivered) endUnanswered(context, question);
  else if (delivery.isSending) lookAgain(context, question, daysAfter(timestamp(context), SOON));
  // They may have the message. Asking again might ask them twice.
  else if (delivery.inDoubt) closeQuestion(context, question, 'in-doubt');
  else {
    const words = delivery.dead ?? delivery.waits ?? '';
    reachNobody(context, question, { kind: 'refused', platform: question.platform, words });
  }
}

function endUnanswered(context: Context, question: Asked): void {
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
  updateForPerson(context, question);
  tellRequest(context, question.id);
  tellRound(context, question.round);
}

/** The questions of the same message that are open. */
function openIn({ store }: Context, { asking }: Asked): readonly StoredQuestion[] {
  return questionsOfAsking(store, asking).filter(({ state }) => state === 'open');
}

/** The next due moment follows from when the question was asked. */
function goOn(
  context: Context,
  question: StoredQuestion,
  asked: { readonly askedAt: Instant; readonly reminders: number },
): void {
  const { ask } = context.config;
  const timezone = zoneOf(context, question);
  const dueAt = nextDue({ ...asked, timezone }, askRules(context, question.asked.app) ?? ask, ask.quiet);
  changeQuestion(context.store, question, { state: 'open', at: timestamp(context), ...asked, dueAt });
}

function lookAgain(context: Context, question: StoredQuestion, dueAt: Instant): void {
  changeQuestion(context.store, question, { state: 'open', at: timestamp(context), dueAt });
}

function zoneOf({ config }: Context, { timezone }: StoredQuestion): string {
  return timezone ?? config.timezone;
}
