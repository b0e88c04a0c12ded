import type { HealthView } from '../../chat/say/overview/health.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import type { OverruledRule } from '../../chat/say/rules/overruled.ts';
import { DAY_MS } from '../../domain/day.ts';
import { priceProblems } from '../../domain/money/price-problem.ts';
import { auditHead, lastAudit, listAudit } from '../../store/audit.ts';
import { damageOf, whyReadOnly } from '../../store/backup/condition.ts';
import { listRules } from '../../store/decisions/rules.ts';
import { silentDirectories } from '../../store/groups/directory-groups.ts';
import { conversationProblems } from '../../store/outbox/conversations.ts';
import type { OutboxRow } from '../../store/outbox/outbox.ts';
import { rejectionsSince } from '../../store/outbox/rejected-requests.ts';
import { replacedDoubts } from '../../store/outbox/replaced-doubts.ts';
import { stuckOutgoing } from '../../store/outbox/stuck-outgoing.ts';
import { outboxCounts, refusedOutgoing, troubledOutgoing } from '../../store/outbox/troubled-outgoing.ts';
import { otherDisagreements, statusDisagreements } from '../../store/people/disagreements.ts';
import { peopleDoubts } from '../../store/people/people-doubts.ts';
import { countDoubts } from '../../store/removal/doubts.ts';
import { type App, type Context, listApps, timestamp, today } from '../context.ts';
import { unlistedIn } from '../licenses/look-at-subscriptions.ts';
import { pricingOf } from '../money/load-prices.ts';
import { passedDays } from '../money/passed-days.ts';
import { lookAtRhythms } from '../rhythm/look-at-rhythms.ts';
import { halfDone } from './half-done.ts';
import { lookAtApps, lookAtRosters, retiredRosters } from './look-at-apps.ts';
import { quietUntil } from './look-at-snoozed.ts';
import { sameLists } from './same-lists.ts';
import { unmatchedProtection } from './unmatched-protection.ts';

/** Older messages that did not go out are in the audit log; they are too old for an admin to do anything about. */
const RECENT_MS = 14 * DAY_MS;
/** How many messages are listed of each kind. */
const LISTED = 10;

export interface FullHealth extends HealthView {
  readonly delayed: readonly OutboxRow[];
  readonly troubled: readonly OutboxRow[];
}

/** Everything except findings that an admin may have to do something about. Asks no app and no platform. */
export function lookAtHealth(context: Context): FullHealth {
  const { store, config } = context;
  const now = timestamp(context);
  const recent = new Date(Date.parse(now) - RECENT_MS).toISOString();
  return {
    sources: sources(context),
    quiet: listApps(context).flatMap(({ config: { id, name }, source }) => {
      const until = quietUntil(context, source.id);
      return until === null ? [] : [{ id, name, until }];
    }),
    retired: retiredRosters(context).map(({ source, on }) => ({ id: source.name, on })),
    overruledRules: overruledRules(context),
    conversations: conversationProblems(store),
    chatProblems: context.chatProblems?.() ?? [],
    rejected: rejectionsSince(store, now),
    // They count for nothing until an admin says which price applies.
    prices: listApps(context).flatMap((app) => doublePrices(context, app)),
    rhythms: lookAtRhythms(context),
    passedDays: passedDays(context),
    unlisted: listApps(context).flatMap((app) => {
      const licenses = unlistedIn(context, app) ?? [];
      return licenses.length === 0 ? [] : [{ app: app.config.name, licenses }];
    }),
    silentDirectories: silentDirectories(store),
    peopleDoubts: peopleDoubts(store, today(context)),
    disagreements: disagreements(context),
    sameLists: sameLists(context),
    unmatchedProtection: unmatchedProtection(context),
    delayed: refusedOutgoing(store, LISTED),
    troubled: troubledOutgoing(store, recent, LISTED),
    outbox: outboxCounts(store, recent),
    replacedDoubts: replacedDoubts(store, recent),
    stuck: stuckOutgoing(store, now, LISTED),
    halfDone: halfDone(context),
    removalsInDoubt: countDoubts(store),
    database: databaseState(context),
    clockSet: clockSet(context, now),
    auditHead: auditHead(store),
    timezone: config.timezone,
    now,
  };
}

/** A single source cannot disagree with itself, and each check joins all people. */
function disagreements({ store, config }: Context): HealthView['disagreements'] {
  const order = config.precedence.status;
  if (config.roster.length < 2) return { status: [], order, others: [] };
  return { status: statusDisagreements(store, DISAGREEMENTS), order, others: otherDisagreements(store) };
}

const DISAGREEMENTS = 1000;

/** Other processes on this machine may be a moment ahead. */
const AHEAD_MS = 60_000;

/** Whether and how the clock was set within the last day. */
function clockSet({ store }: Context, now: string): HealthView['clockSet'] {
  const newest = listAudit(store, 1)[0]?.at ?? null;
  // A shell command, and a service that has just started, did not see the clock jump.
  if (newest !== null && Date.parse(newest) - Date.parse(now) > AHEAD_MS) return { at: newest, byMs: null };
  const entry = lastAudit(store, ['clock-set'], 'clock');
  const byMs = entry?.detail.byMs;
  if (entry === null || typeof byMs !== 'number') return null;
  return Math.abs(Date.parse(now) - Date.parse(entry.at)) < DAY_MS ? { at: entry.at, byMs } : null;
}

/** With less than this, a sync may not be able to write. */
export const LEAST_FREE = 16 * 1024 * 1024;
/** A shell command may take a second to read the file; a service must go on answering. */
const READ_IN_SHELL = 2 ** 31;
const READ_IN_SERVICE = 2 ** 26;

function databaseState({ store, dependencies, chatProblems }: Context): HealthView['database'] {
  const free = dependencies.diskFree();
  return {
    file: store.file,
    damage: damageOf(store, { atMost: chatProblems === undefined ? READ_IN_SHELL : READ_IN_SERVICE }),
    readOnly: whyReadOnly(store.file),
    lastFree: free !== null && free < LEAST_FREE ? free : null,
  };
}

function sources(context: Context): HealthView['sources'] {
  const rosters = lookAtRosters(context).map(({ id, source, health }) => ({
    kind: 'roster' as const,
    id,
    name: rosterName(id),
    dataAt: source?.dataAt ?? null,
    origin: source?.numbers.origin ?? null,
    setAside: source?.numbers.setAside ?? null,
    unused: source?.numbers.unused ?? null,
    usage: source?.numbers.usage ?? null,
    withheld: source?.numbers.withheld ?? [],
    health,
  }));
  const apps = lookAtApps(context).map(({ app: { config, source }, health }) => ({
    kind: 'app' as const,
    id: config.id,
    name: config.name,
    dataAt: source.dataAt,
    origin: source.numbers.origin,
    setAside: source.numbers.setAside,
    unused: source.numbers.unused,
    usage: source.numbers.usage,
    withheld: source.numbers.withheld,
    health,
  }));
  return [...rosters, ...apps];
}

/** Kinds of seat of an app for which there are two prices. */
export function doublePrices(context: Context, { config: { name }, source }: App): HealthView['prices'] {
  return priceProblems(pricingOf(context, source.id)).map((problem) => ({ app: name, problem }));
}

/** Accepted rules that seatkeeper.yaml contradicts. */
export function overruledRules({ config, store }: Context): readonly OverruledRule[] {
  return listRules(store).flatMap(({ from, to, by }) => {
    const written = config.matching.domainAliases[from];
    return written === undefined || written === to ? [] : [{ from, to, by, written }];
  });
}
