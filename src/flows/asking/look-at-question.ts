import type { QuestionView } from '../../chat/say/asking/question-view.ts';
import { dayIn } from '../../domain/day.ts';
import type { StoredQuestion } from '../../store/asking/questions.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { personalDelivery } from '../../store/outbox/personal-messages.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { appName, type Context, timestamp } from '../context.ts';
import { askRules, daysAfter } from './ask-rules.ts';

/** `own`: with days in the person's own time zone, as they see them. */
export function lookAtQuestion(
  context: Context,
  question: StoredQuestion,
  { own = false }: { readonly own?: boolean } = {},
): QuestionView {
  const { store, config } = context;
  const { id, asked, asking, state, platform, askedAt, dueAt, endedAt, reminders, until, givenTo, why } =
    question;
  const person = personByRef(store, replacementOf(store, question.person));
  const to = givenTo === null ? null : personByRef(store, replacementOf(store, givenTo));
  const timezone = (own ? question.timezone : null) ?? config.timezone;
  const rules = askRules(context, asked.app) ?? config.ask;
  const delivery =
    state === 'open' && platform !== null && asking !== null
      ? personalDelivery(store, platform, messageSubject.question(asking))
      : null;
  return {
    id,
    app: appName(context, asked.app),
    account: question.account,
    asked,
    person: replacementOf(store, question.person),
    email: person?.email ?? null,
    state,
    platform,
    askedAt,
    dueAt,
    endedAt,
    reminders,
    answerBy: askedAt === null ? null : dayIn(timezone, daysAfter(askedAt, rules.answerDays)),
    until,
    givenTo: to?.name ?? null,
    why,
    waits: delivery?.delivered === false ? delivery.waits : null,
    inDoubt: delivery?.inDoubt === true && !delivery.delivered,
    writtenDownBy:
      question.answeredBy === null || question.answeredBy === question.chatUser
        ? null
        : question.answeredName,
    notBefore: question.notBefore,
    request: question.request,
    rules,
    organisation: config.organisation,
    clock: { now: timestamp(context), timezone },
  };
}
