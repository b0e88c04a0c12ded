import { offerButton, offerText } from '../../chat/say/decide/rule.ts';
import { count, dayText, joined } from '../../chat/say/words.ts';
import type { Caller } from '../../domain/caller.ts';
import { addresses } from '../../domain/owners/match.ts';
import { currentDecision } from '../../store/decisions/decisions.ts';
import { personByRef } from '../../store/people/people.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome } from '../outcome.ts';
import { offerAfterLink } from '../rules/offer-rule.ts';
import { carryOut, decisionSubject, type Plan, type Planned } from './decide.ts';
import { planLink } from './link.ts';
import { planKnown } from './mark-known.ts';

/** One of many decisions. */
export interface Wish {
  readonly app: string;
  readonly account: string;
  /** Where it stands, for messages: `line 3`; empty in a list that was typed. */
  readonly where: string;
  readonly does:
    | { readonly kind: 'link'; readonly person: number }
    | { readonly kind: 'known'; readonly reason: string; readonly until: string | null };
}

/** A decision that cannot be carried out. `decided`: somebody decided on the account, or it found its owner, meanwhile. */
export interface RefusedPlan {
  readonly wish: Wish;
  readonly text: string;
  readonly decided: boolean;
}

export interface ManyPlans {
  readonly planned: readonly Planned[];
  readonly refused: readonly RefusedPlan[];
  /** Those that are as they should be by now, as when the same list comes twice. */
  readonly already: readonly Wish[];
}

/** What would be done and what would not, as of now. Writes nothing. */
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
      refuse(`${subject.label} is there twice${first.where === '' ? '' : `, first on ${first.where}`}.`);
      continue;
    }
    seen.set(target.stored.row, wish);
    if (isAlready(context, target.app, target.stored, wish)) {
      already.push(wish);
      continue;
    }
    const meanwhile = decidedMeanwhile(context, target.app, subject.label, target.stored);
    if (meanwhile !== null) {
      refuse(meanwhile, true);
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
  context: Context,
  app: App,
  label: string,
  { account, person, status }: Planned['subject']['stored'],
): string | null {
  const decision = currentDecision(context.store, app.source.id, account.id);
  if (decision !== null) {
    const what =
      decision.kind === 'known'
        ? `marked ${label} as known (${decision.reason ?? ''})`
        : `linked ${label} to ${personByRef(context.store, decision.person ?? 0)?.name ?? 'somebody'}`;
    return `${decision.by} ${what} on ${dayText(decision.at, timestamp(context))}.`;
  }
  if (status !== 'active') return null;
  const owner = person === null ? null : personByRef(context.store, person);
  return `${label} belongs to ${owner?.name ?? 'somebody'} by now.`;
}

/**
 * Carries out all of them, or none. Those that were decided meanwhile are left out only when the admin said so; anything
 * else that is refused stops everything. Findings and alert of each app are brought in line once.
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
        text: `${count(stops.length, 'decision')} of ${wishes.length} cannot be carried out. Nothing was changed.`,
        refused,
        already,
      };
    for (const group of byApp(planned).values()) {
      const app = group[0]?.subject.app;
      if (app === undefined) continue;
      const only = group.length === 1 ? group[0]?.plan.handled : undefined;
      carryOut(context, by, group, only ?? `${plansText(group)} by ${by.name}`);
      countDay(context, app, today(context));
    }
    const left = [
      ...(refused.length === 0 ? [] : [` ${count(refused.length, 'account')} left as decided meanwhile.`]),
      ...(already.length === 0 ? [] : [` ${alreadyText(already.length)}`]),
    ].join('');
    const said = done(
      planned.length === 0 ? `Nothing was left to decide.${left}` : `${plansText(planned)}.${left}`,
    );
    const linked = planned.filter(({ plan }) => plan.action === 'link');
    const offer = offerAfterLink(
      context,
      linked.flatMap(({ subject }) => addresses(subject.stored.account)),
    );
    if (offer === null) return { ...said, refused, already };
    return { ...said, text: `${said.text} ${offerText(offer)}`, next: offerButton(offer), refused, already };
  });
}

function byApp(planned: readonly Planned[]): ReadonlyMap<number, readonly Planned[]> {
  const groups = new Map<number, Planned[]>();
  for (const one of planned) {
    const id = one.subject.app.source.id;
    const group = groups.get(id) ?? [];
    groups.set(id, group);
    group.push(one);
  }
  return groups;
}

/** `2 accounts already so: left as they are.` */
export function alreadyText(accounts: number): string {
  return `${count(accounts, 'account')} already so: left as ${accounts === 1 ? 'it is' : 'they are'}.`;
}

/** `2 accounts linked and 3 marked as known` */
export function plansText(planned: readonly Planned[]): string {
  const links = planned.filter(({ plan }) => plan.action === 'link').length;
  const known = planned.length - links;
  return joined([
    ...(links > 0 ? [`${count(links, 'account')} linked`] : []),
    ...(known > 0 ? [`${links > 0 ? known : count(known, 'account')} marked as known`] : []),
  ]);
}
