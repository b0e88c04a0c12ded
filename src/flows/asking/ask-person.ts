import type { ChatPlatform, FoundUser } from '../../chat/platform.ts';
import type { UnreachableWhy } from '../../domain/asking/question.ts';
import { allowedFrom } from '../../domain/asking/quiet-hours.ts';
import { isTimezone } from '../../domain/day.ts';
import { changeQuestion, questionById, type StoredQuestion } from '../../store/asking/questions.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { type Context, timestamp } from '../context.ts';
import { askRules, daysAfter } from './ask-rules.ts';
import { auditQuestion } from './audit-question.ts';
import { closeQuestion } from './close-question.ts';
import { nextDue } from './next-due.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import { tellPerson, tellRound } from './tell-question.ts';

/** The chats that write to people. */
export type PersonalChat = Pick<ChatPlatform, 'id' | 'personal'>;

/** A chat that could not be asked is asked again after so many days; somebody who is not there, after a day. */
const SOON = 10 / (24 * 60);
const TOMORROW = 1;

/** Finds the person in the chats, and asks them, unless it is night where they are. */
export async function askPerson(
  context: Context,
  chats: readonly PersonalChat[],
  question: StoredQuestion,
): Promise<void> {
  const person = personByRef(context.store, replacementOf(context.store, question.person));
  const addresses = person === null || person.email === null ? [] : [person.email, ...person.aliases];
  const found = await findUser(chats, addresses);
  await inWriteTurn(context.store, () => context.store.write(() => askNow(context, question.id, found)));
}

type Found =
  | {
      readonly kind: 'found';
      readonly platform: string;
      readonly user: string;
      readonly timezone: string | null;
    }
  | { readonly kind: 'later' }
  | { readonly kind: 'nobody'; readonly why: UnreachableWhy };

/** In the first chat that has them. */
async function findUser(chats: readonly PersonalChat[], addresses: readonly string[]): Promise<Found> {
  if (addresses.length === 0) return { kind: 'nobody', why: { kind: 'no-address' } };
  let why: UnreachableWhy = { kind: 'no-chat' };
  let later = false;
  for (const { id: platform, personal } of chats) {
    if (personal === undefined) continue;
    const found: FoundUser = await personal.find(addresses);
    if (found.kind === 'found') return { ...found, platform };
    if (found.kind === 'later') later = true;
    else if (found.kind !== 'unknown') why = { kind: found.kind, platform };
    else if (why.kind === 'no-chat') why = { kind: 'unknown' };
  }
  return later ? { kind: 'later' } : { kind: 'nobody', why };
}

function askNow(context: Context, id: number, found: Found): void {
  const { store, config } = context;
  const question = questionById(store, id);
  if (question === null || question.endedAt !== null || question.state === 'open') return;
  const closed = nothingToAsk(context, question);
  if (closed !== null) {
    closeQuestion(context, question, closed);
    return;
  }
  const at = timestamp(context);
  if (found.kind === 'later') {
    changeQuestion(store, question, { state: question.state, at, dueAt: daysAfter(at, SOON) });
    return;
  }
  if (found.kind === 'nobody') {
    reachNobody(context, question, found.why);
    return;
  }
  const { platform, user: chatUser } = found;
  const timezone = found.timezone !== null && isTimezone(found.timezone) ? found.timezone : config.timezone;
  const allowed = allowedFrom(at, timezone, config.ask.quiet);
  if (allowed > at) {
    changeQuestion(store, question, {
      state: 'waiting',
      at,
      dueAt: allowed,
      platform,
      chatUser,
      timezone,
      why: null,
    });
    return;
  }
  const rules = askRules(context, question.asked.app);
  if (rules === null) return;
  const asked = { askedAt: at, reminders: 0, timezone };
  const dueAt = nextDue(asked, rules, config.ask.quiet);
  if (!changeQuestion(store, question, { state: 'open', at, ...asked, platform, chatUser, dueAt, why: null }))
    return;
  auditQuestion(context, question, 'seat-asked', { platform, user: chatUser });
  tellPerson(context, id);
  tellRound(context, question.round);
}

/** Nobody could be asked: the admins are told once, and it is tried again. In the transaction of the change. */
export function reachNobody(context: Context, question: StoredQuestion, why: UnreachableWhy): void {
  const at = timestamp(context);
  const isNews = JSON.stringify(question.why) !== JSON.stringify({ unreachable: why });
  const dueAt = daysAfter(at, why.kind === 'refused' ? 7 : TOMORROW);
  if (
    !changeQuestion(context.store, question, { state: 'unreachable', at, dueAt, why: { unreachable: why } })
  )
    return;
  if (!isNews) return;
  auditQuestion(context, question, 'seat-unreachable', { why: why.kind });
  tellRound(context, question.round);
}
