import { allowedFrom } from '../../domain/asking/quiet-hours.ts';
import { SEATS_AT_ONCE } from '../../domain/asking/rules.ts';
import { type Instant, isTimezone } from '../../domain/day.ts';
import { hasOpenQuestion } from '../../store/asking/asking.ts';
import {
  changeQuestion,
  liveQuestions,
  type QuestionChange,
  type StoredQuestion,
} from '../../store/asking/questions.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { type Context, timestamp } from '../context.ts';
import { askRules, daysAfter, nextDue } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { type Found, findUser, type PersonalChat } from './find-user.ts';
import { closeQuestion, nothingToAsk } from './nothing-to-ask.ts';
import { reachNobody } from './reach-nobody.ts';
import { tellPerson, tellRound } from './tell-question.ts';

/** A chat that could not be asked is tried again after this many days; somebody who already has a question, after one day. */
const SOON = 10 / (24 * 60);
const TOMORROW = 1;

/** Finds the person in the chats, and asks them about their seats in one message, unless it is night where they are. */
export async function askPerson(
  context: Context,
  chats: readonly PersonalChat[],
  ref: number,
): Promise<void> {
  const person = personByRef(context.store, ref);
  const addresses = person === null || person.email === null ? [] : [person.email, ...person.aliases];
  const found = await findUser(chats, addresses);
  await inWriteTurn(context.store, () => context.store.write(() => askNow(context, ref, found)));
}

function askNow(context: Context, ref: number, found: Found): void {
  const { store, config } = context;
  const questions = unasked(context, ref);
  const at = timestamp(context);
  if (found.kind === 'nobody') {
    for (const question of questions) reachNobody(context, question, found.why);
    return;
  }
  if (found.kind === 'later') {
    postpone(context, questions, { dueAt: daysAfter(at, SOON) });
    return;
  }
  const { platform, user: chatUser } = found;
  const timezone = found.timezone !== null && isTimezone(found.timezone) ? found.timezone : config.timezone;
  const where = { platform, chatUser, timezone };
  const allowed = allowedFrom(at, timezone, config.ask.quiet);
  if (allowed > at) postpone(context, questions, { ...where, dueAt: allowed });
  // One message at a time: seats that were chosen since then wait until it is answered.
  else if (hasOpenQuestion(store, platform, chatUser))
    postpone(context, questions, { dueAt: daysAfter(at, TOMORROW) });
  else {
    ask(context, questions.slice(0, SEATS_AT_ONCE), where);
    postpone(context, questions.slice(SEATS_AT_ONCE), { dueAt: daysAfter(at, TOMORROW) });
  }
}

/** What the person is to be asked and has not been asked yet. Questions that there is no reason to ask any more end here. */
function unasked(context: Context, ref: number): readonly StoredQuestion[] {
  const { store } = context;
  return liveQuestions(store).filter((question) => {
    if (question.state === 'open' || replacementOf(store, question.person) !== ref) return false;
    const why = nothingToAsk(context, question);
    if (why !== null) closeQuestion(context, question, why);
    return why === null;
  });
}

/** Once a chat has found them, admins who were told that they cannot be reached are told again only if that happens again. */
function postpone(
  context: Context,
  questions: readonly StoredQuestion[],
  change: QuestionChange & { readonly dueAt: Instant },
): void {
  const at = timestamp(context);
  for (const question of questions) {
    const isFound = change.chatUser !== undefined;
    const state = isFound ? 'waiting' : question.state;
    changeQuestion(context.store, question, { ...change, state, at, ...(isFound ? { why: null } : {}) });
  }
}

function ask(
  context: Context,
  questions: readonly StoredQuestion[],
  where: { readonly platform: string; readonly chatUser: string; readonly timezone: string },
): void {
  const { store, config } = context;
  const [first] = questions;
  if (first === undefined) return;
  const at = timestamp(context);
  const asked = { askedAt: at, reminders: 0, timezone: where.timezone };
  for (const question of questions) {
    const rules = askRules(context, question.asked.app);
    if (rules === null) continue;
    const dueAt = nextDue(asked, rules, config.ask.quiet);
    const change = { state: 'open', at, asking: first.id, ...asked, ...where, dueAt, why: null } as const;
    if (changeQuestion(store, question, change))
      auditQuestion(context, question, 'seat-asked', { platform: where.platform, user: where.chatUser });
  }
  tellPerson(context, first.id);
  for (const round of new Set(questions.map((question) => question.round))) tellRound(context, round);
}
