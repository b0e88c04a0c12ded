import { handledText } from '../../chat/say/decide/decided.ts';
import {
  type Meanwhile,
  manyDoneText,
  manyRefusedText,
  meanwhileText,
  plansHandledText,
  twiceText,
} from '../../chat/say/decide/many.ts';
import { offerButton, offerText } from '../../chat/say/rules/rule.ts';
import type { Caller } from '../../domain/caller.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import { currentDecision } from '../../store/decisions/decisions.ts';
import type { LoggedDecision } from '../../store/findings/alerts.ts';
import { personByRef } from '../../store/people/people.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { type App, type Context, clockOf, today } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome } from '../outcome.ts';
import { offerAfterLink } from '../rules/domain-rules.ts';
import { carryOut, decidedOn, decisionSubject, type Plan, type Planned } from './decide.ts';
import { planLink } from './link.ts';
import { planKnown } from './mark-known.ts';

/** One of many decisions. */
export interface Wish {
  readonly app: string;
  readonly account: string;
  /** Where it is in the file, for messages: `line 3`; empty in a list that was typed. */
  readonly where: string;
  readonly does:
    | { readonly kind: 'link'; readonly person: number }
    | { readonly kind: 'known'; readonly reason: string; readonly until: string | null };
}

/** A decision that cannot be carried out. `decided`: since the list was made, the account was decided on or found its owner. */
export interface RefusedPlan {
  readonly wish: Wish;
  readonly text: string;
  readonly decided: boolean;
}

export interface ManyPlans {
  readonly planned: readonly Planned[];
  readonly refused: readonly RefusedPlan[];
  /** Decisions that their account already has, for example when the same list comes twice. */
  readonly already: readonly Wish[];
}

/** What would and would not be done, as things are now. Writes nothing. */
export function planMany(context: Context, by: Caller, wishes: readonly Wish[]): ManyPlans {
  const planned: Planned[] = [];
  const refusals: RefusedPlan[] = [];
  const already: Wish[] = [];
  const seen = new Map<number, Wish>();
  for (const wish of wishes) {
    const refuse = (text: string, decided = false) => refusals.push({ wish, text, decided });
    const target = findTarget(context, wish.app, wish.account);
    if (isOutcome(target)) {
      refuse(target.text);
      continue;
    }
    const subject = decisionSubject(context, by, target);
    const first = seen.get(target.stored.row);
    if (first !== undefined) {
      refuse(twiceText(subject.label, first.where));
      continue;
    }
    seen.set(target.stored.row, wish);
    if (isAlready(context, target.app, target.stored, wish)) {
      already.push(wish);
      continue;
    }
    const meanwhile = decidedMeanwhile(context, target.app, target.stored);
    if (meanwhile !== null) {
      refuse(meanwhileText(meanwhile, subject.label, clockOf(context)), true);
      continue;
    }
    const { does } = wish;
    const planner = does.kind === 'link' ? planLink(does.person) : planKnown(does);
    const plan: Plan | Outcome = planner(context, subject);
    if ('done' in plan) refuse(plan.text);
    else planned.push({ subject, plan });
  }
  return { planned, refused: refusals, already };
}

function isAlready(
  { store }: Context,
  { source }: App,
  { account, person, status }: Planned['subject']['stored'],
  { does }: Wish,
): boolean {
  const decision = currentDecision(store, source.id, account.id);
  if (decision === null) return does.kind === 'link' && status === 'active' && person === does.person;
  if (decision.kind !== does.kind) return false;
  return does.kind === 'link'
    ? decision.person === does.person
    : decision.reason === does.reason && decision.until === does.until;
}

function decidedMeanwhile(
  { store }: Context,
  { source }: App,
  { account, person, status }: Planned['subject']['stored'],
): Meanwhile | null {
  const nameOf = (ref: number | null) => (ref === null ? null : (personByRef(store, ref)?.name ?? null));
  const decision = currentDecision(store, source.id, account.id);
  if (decision !== null) {
    const { kind, by, at, reason } = decision;
    if (kind === 'known') return { kind, by, at, reason };
    return { kind: 'linked', by, at, person: nameOf(decision.person) };
  }
  return status === 'active' ? { kind: 'found-owner', owner: nameOf(person) } : null;
}

/**
 * Carries out all decisions, or none. With `skipDecided`, accounts that were decided on since the list was made are left out;
 * anything else that is refused stops the whole list. Findings and alert of each app are updated once.
 */
export function decideMany(
  context: Context,
  by: Caller,
  wishes: readonly Wish[],
  skipDecided: boolean,
): Outcome & Pick<ManyPlans, 'refused' | 'already'> {
  return context.store.write(() => {
    const { planned, refused, already } = planMany(context, by, wishes);
    const stops = refused.filter(({ decided }) => !(decided && skipDecided));
    if (stops.length > 0)
      return {
        done: false,
        text: manyRefusedText(stops.length, wishes.length),
        refused,
        already,
      };
    const made: LoggedDecision[] = [];
    for (const group of byApp(planned).values()) {
      const [first] = group;
      const only = group.length === 1 ? handledText(first.plan.what, decidedOn(first.subject)) : null;
      made.push(carryOut(context, group, only ?? plansHandledText(group.map(whatOf), by.name)));
      countDay(context, first.subject.app, today(context));
    }
    const said = {
      ...done(manyDoneText(planned.map(whatOf), { skipped: refused.length, already: already.length })),
      ...undoOf(made),
    };
    const linked = planned.filter(({ plan }) => plan.what.kind === 'link');
    const offer = offerAfterLink(
      context,
      linked.flatMap(({ subject }) => addresses(subject.stored.account)),
    );
    if (offer === null) return { ...said, refused, already };
    return { ...said, text: `${said.text} ${offerText(offer)}`, next: offerButton(offer), refused, already };
  });
}

/** All decisions of a list are taken back at once, whatever other entries of the log are between them. */
function undoOf(made: readonly LoggedDecision[]): Pick<Outcome, 'undo'> {
  const [first, last] = [made[0], made.at(-1)];
  return first === undefined || last === undefined ? {} : { undo: { ...first, last: last.last } };
}

function byApp(planned: readonly Planned[]): ReadonlyMap<number, readonly [Planned, ...Planned[]]> {
  const groups = new Map<number, [Planned, ...Planned[]]>();
  for (const one of planned) {
    const id = one.subject.app.source.id;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [one]);
    else group.push(one);
  }
  return groups;
}

function whatOf({ plan }: Planned): Plan['what'] {
  return plan.what;
}
