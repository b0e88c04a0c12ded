import { type AskingRefusal, askingRefusalText, writtenDownText } from '../../chat/say/asking/outcomes.ts';
import { endedText } from '../../chat/say/asking/question.ts';
import type { SeatAnswerAction } from '../../domain/action.ts';
import { ANSWERED, type SeatAnswer } from '../../domain/asking/question.ts';
import type { Caller } from '../../domain/caller.ts';
import { addDays } from '../../domain/day.ts';
import { isCurrent } from '../../domain/person.ts';
import { changeQuestion, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import type { AuditAction } from '../../store/audit-action.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { appName, type Context, clockOf, timestamp, today } from '../context.ts';
import { done, lookOnly, type Outcome, refused } from '../outcome.ts';
import { askRules } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { lookAtQuestion } from './look-at-question.ts';
import { closeQuestion, nothingToAsk } from './nothing-to-ask.ts';
import { tellRequest, tellRound, updateForPerson } from './tell-question.ts';

/** The person who was asked answers, in the chat in which they were asked. Being an admin does not help. */
export function answerQuestion(context: Context, by: Caller, action: SeatAnswerAction): Outcome {
  return context.store.write(() => {
    const question = questionById(context.store, action.question);
    const refusal = notTheirs(by, question, action.question);
    if (refusal !== null || question === null) return refuse(context, refusal ?? noQuestion(action.question));
    return settle(context, by, question, answerOf(action));
  });
}

/** An admin writes down what they were told. */
export function writeDownAnswer(context: Context, by: Caller, id: number, answer: SeatAnswer): Outcome {
  if (!by.mayChange) return lookOnly(by);
  return context.store.write(() => {
    const question = questionById(context.store, id);
    if (question === null) return refuse(context, noQuestion(id));
    const said = settle(context, by, question, answer);
    const { asked } = question;
    return said.done
      ? done(writtenDownText(asked.person, appName(context, asked.app), answer, clockOf(context)))
      : said;
  });
}

/** Why this caller cannot answer that question here; `null` when they can. */
export function mayAnswer(context: Context, by: Caller, id: number): Outcome | null {
  const question = questionById(context.store, id);
  const refusal = notTheirs(by, question, id) ?? (question === null ? null : over(question));
  return refusal === null ? null : refuse(context, refusal);
}

function notTheirs(by: Caller, question: StoredQuestion | null, id: number): AskingRefusal | null {
  if (question === null) return noQuestion(id);
  const { person } = question.asked;
  if (question.chatUser !== by.id) return { kind: 'not-yours', person };
  return question.state === 'waiting' ? { kind: 'not-asked-yet', person } : null;
}

function settle(context: Context, by: Caller, question: StoredQuestion, answer: SeatAnswer): Outcome {
  const { store } = context;
  const ended = over(question);
  if (ended !== null) return refuse(context, ended);
  const why = nothingToAsk(context, question);
  if (why !== null) {
    closeQuestion(context, question, why);
    return refuse(context, { kind: 'nothing-to-answer', app: appName(context, question.asked.app), why });
  }
  const wrong = wrongAnswer(context, question, answer);
  if (wrong !== null) return refuse(context, wrong);
  const at = timestamp(context);
  const rules = askRules(context, question.asked.app) ?? context.config.ask;
  const changed = changeQuestion(store, question, {
    state: ANSWERED[answer.kind],
    at,
    why: null,
    answeredBy: by.id,
    answeredName: by.name,
    notBefore: answer.kind === 'until' ? answer.until : addDays(today(context), rules.cooldownDays),
    ...(answer.kind === 'until' ? { until: answer.until } : {}),
    ...(answer.kind === 'give' ? { givenTo: answer.person } : {}),
    ...(answer.kind === 'release' || answer.kind === 'give' ? { request: 'open' } : {}),
  });
  const now = questionById(store, question.id);
  if (!changed || now === null) return refuse(context, noQuestion(question.id));
  auditQuestion(context, question, WORDS[answer.kind], { by, ...detailOf(context, answer) });
  updateForPerson(context, question);
  tellRequest(context, question.id);
  tellRound(context, question.round);
  return done(endedText(lookAtQuestion(context, now, { own: true })));
}

const WORDS = {
  keep: 'seat-kept',
  release: 'seat-released',
  until: 'seat-snoozed',
  give: 'seat-given',
} as const satisfies Readonly<Record<SeatAnswer['kind'], AuditAction>>;

function detailOf({ store }: Context, answer: SeatAnswer): Readonly<Record<string, unknown>> {
  if (answer.kind === 'until') return { until: answer.until };
  if (answer.kind !== 'give') return {};
  const to = personByRef(store, replacementOf(store, answer.person));
  return { to: to?.email ?? to?.name ?? String(answer.person) };
}

function wrongAnswer(context: Context, question: StoredQuestion, answer: SeatAnswer): AskingRefusal | null {
  if (answer.kind === 'until') {
    const { until } = answer;
    const isRight = until > today(context) && until <= addDays(today(context), LONGEST_DAYS);
    return isRight ? null : { kind: 'bad-day', day: until };
  }
  if (answer.kind !== 'give') return null;
  const { store } = context;
  const to = personByRef(store, replacementOf(store, answer.person));
  const themselves = to?.ref === replacementOf(store, question.person);
  return to === null || themselves || !isCurrent(to.effectiveStatus) ? { kind: 'nobody-to-give' } : null;
}

const LONGEST_DAYS = 365;

function over({ endedAt, answeredName }: StoredQuestion): AskingRefusal | null {
  return endedAt === null ? null : { kind: 'ended', at: endedAt, by: answeredName };
}

function answerOf(action: SeatAnswerAction): SeatAnswer {
  switch (action.type) {
    case 'seat-keep':
      return { kind: 'keep' };
    case 'seat-release':
      return { kind: 'release' };
    case 'seat-until':
      return { kind: 'until', until: action.until };
    case 'seat-give':
      return { kind: 'give', person: action.person };
    default:
      return action satisfies never;
  }
}

function noQuestion(question: number): AskingRefusal {
  return { kind: 'no-question', question };
}

function refuse(context: Context, refusal: AskingRefusal): Outcome {
  return refused(askingRefusalText(refusal, clockOf(context)));
}
