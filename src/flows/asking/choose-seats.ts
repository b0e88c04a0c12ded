import { SEATS_AT_ONCE } from '../../domain/asking/rules.ts';
import { addDays, type Day, dayStart } from '../../domain/day.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsByRows, findAccount, type StoredAccount } from '../../store/accounts/accounts.ts';
import { askedUntil } from '../../store/asking/asking.ts';
import {
  addQuestion,
  liveQuestions,
  overdueSnoozes,
  questionsOfRound,
} from '../../store/asking/questions.ts';
import { seatsToAskAbout } from '../../store/money/seats.ts';
import { personByRef, replacementOf, type StoredPerson } from '../../store/people/people.ts';
import { isUnderWay } from '../../store/removal/due.ts';
import { type App, type Context, listApps, timestamp, today } from '../context.ts';
import { isOldSource } from '../data-age.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { protection } from '../removal/candidates.ts';
import { askRules } from './ask-rules.ts';

/** How many more people are looked at than are asked, because some of them must not be asked. */
const SPARE = 200;

/**
 * Chooses the seats that people are asked about today: the ones unused for longest, in apps that `ask:` names and whose data is not old.
 * At most `perDay` people are chosen, each with as many seats as fit in one message. Stores the questions; sends nothing.
 */
export function chooseSeats(context: Context): number {
  const { store, config } = context;
  return store.write(() => {
    const round = today(context);
    const { seats, busy, count } = peopleAsked(context, round);
    let left = config.ask.perDay - count;
    let chosen = 0;
    for (const app of listApps(context)) {
      if (askRules(context, app.config.id) === null || !isReadable(context, app)) continue;
      const isProtected = protection(context, { person: null }, () => []);
      for (const { stored, saidUntil } of [...again(context, app), ...idle(context, app, left + SPARE)]) {
        const person = stored.person === null ? null : personByRef(store, stored.person);
        if (person === null || busy.has(person.ref) || !mayBeAsked(context, app, person)) continue;
        const listed = seats.get(person.ref) ?? 0;
        if (listed === 0 ? left <= 0 : listed >= SEATS_AT_ONCE) continue;
        if (isProtected(app, stored, person) !== null) continue;
        seats.set(person.ref, listed + 1);
        if (listed === 0) left--;
        chosen++;
        addQuestion(store, {
          app: app.source.id,
          account: stored.account.id,
          person: person.ref,
          round,
          dueAt: timestamp(context),
          asked: {
            app: app.config.id,
            label: accountLabel(stored),
            person: person.name,
            licenses: stored.account.licenses,
            lastActive: stored.account.lastActive,
            saidUntil,
          },
        });
      }
    }
    return chosen;
  });
}

/** Who has questions waiting, and how many; who is left alone, because they are being asked or answered today; how many people were chosen for this day. */
function peopleAsked({ store, config }: Context, round: Day) {
  const seats = new Map<number, number>();
  const answered = askedUntil(store, dayStart(config.timezone, round));
  const busy = new Set(answered.map((ref) => replacementOf(store, ref)));
  const today = questionsOfRound(store, round);
  const all = new Map([...liveQuestions(store), ...today].map((question) => [question.id, question]));
  for (const { state, person: ref } of all.values()) {
    const person = replacementOf(store, ref);
    if (state === 'waiting') seats.set(person, (seats.get(person) ?? 0) + 1);
    else busy.add(person);
  }
  return { seats, busy, count: new Set(today.map(({ person }) => replacementOf(store, person))).size };
}

function isReadable(context: Context, { source }: App): boolean {
  return source.sealedRun > 0 && !isOldSource(context, source);
}

/** Works here today, and still does when the time to answer is over. */
function mayBeAsked(context: Context, app: App, { effectiveStatus, endDate }: StoredPerson): boolean {
  const days = askRules(context, app.config.id)?.answerDays ?? 0;
  return effectiveStatus === 'active' && (endDate === null || endDate > addDays(today(context), days));
}

interface Chosen {
  readonly stored: StoredAccount;
  readonly saidUntil: string | null;
}

/** The seats that were needed until a day that is now over, whether or not they were used. */
function again({ store, ...context }: Context, { source }: App): readonly Chosen[] {
  const day = today({ store, ...context });
  return overdueSnoozes(store, source.id, day).flatMap(({ account, person, until }) => {
    const stored = findAccount(store, source.id, account);
    if (stored === null || stored.person !== person || stored.status !== 'active') return [];
    if (stored.known || isUnderWay(store, source.id, account)) return [];
    return [{ stored, saidUntil: until }];
  });
}

function idle(context: Context, app: App, limit: number): readonly Chosen[] {
  const wish = { today: today(context), limit };
  const rows = seatsToAskAbout(context.store, seatQuestion(context, app), wish);
  const found = new Map(accountsByRows(context.store, rows).map((stored) => [stored.row, stored]));
  return rows.flatMap((row) => {
    const stored = found.get(row);
    return stored === undefined ? [] : [{ stored, saidUntil: null }];
  });
}
