import type { Instant } from '../../domain/day.ts';
import type { AlertNews } from '../../domain/findings/alert.ts';
import type { Closing, Finding, FindingRecord } from '../../domain/findings/finding.ts';
import { asBefore, isQuiet, reconcile } from '../../domain/findings/reconcile.ts';
import { handedOnSince } from '../../store/findings/account-events.ts';
import { findAlert, type HandledRow, type StoredAlert } from '../../store/findings/alerts.ts';
import { openCounts } from '../../store/findings/finding-counts.ts';
import {
  rememberedFindings,
  saveFindings,
  wakeFindings,
  wantedFindings,
} from '../../store/findings/findings.ts';
import { removedAfter } from '../../store/removal/settling.ts';
import { toldLater } from '../../store/restored/told-later.ts';
import { saveAtStake, sourceById } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { declaredWays } from '../declared-ways.ts';
import { atStake } from './at-stake.ts';
import { collectNews } from './collect-news.ts';
import { recordFindingEvents } from './record-events.ts';
import { type Undone, withoutUndone } from './undone.ts';
import { updateAlert } from './update-alert.ts';
import { updateLicenseFindings } from './update-license-findings.ts';

export interface FindingsUpdate {
  /** Account rows whose findings may have changed; all of the app when left out. */
  readonly rows?: readonly number[];
  /** Why a finding that is no longer true is closed. */
  readonly closing: (row: number) => Closing;
  /** The admin whose decision this is. */
  readonly by?: string;
  /** What the admin has just handled: shown until the next sync. */
  readonly handled?: readonly HandledRow[];
  /** Whether this is a sync, after which handled rows are no longer shown. */
  readonly sync: boolean;
  /** Since when an account may have been given to somebody else; left out where nothing was read. */
  readonly changedSince?: Instant;
  /** What was just taken back: findings that this opens again are not news. */
  readonly undone?: Undone;
  /** Something else that the alert shows has changed, such as a price. */
  readonly retell?: boolean;
}

export interface FindingsUpdated {
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}

/**
 * Updates the findings and the alert of one app after its accounts changed. Must run inside the transaction that changed them,
 * so that state, findings and message are committed together.
 */
export function updateFindings(context: Context, app: App, update: FindingsUpdate): FindingsUpdated {
  const { store } = context;
  const { rows, closing, by = null, sync, undone, retell = false } = update;
  const id = app.source.id;
  const remembered = rememberedFindings(store, id, rows);
  const dataAt = sync ? (sourceById(store, id)?.dataAt ?? null) : null;
  const another = update.changedSince === undefined ? NOBODY : handedOnSince(store, id, update.changedSince);
  const compared = reconcile(
    timestamp(context),
    wanted(context, app, rows, { remembered, dataAt }),
    remembered,
    (key) => closing(Number(key)),
    dataAt,
    (key) => another.has(Number(key)),
  );
  const result = undone === undefined ? compared : asBefore(compared, remembered);
  const changed: readonly FindingRecord[] = Object.values(result).flat();
  saveFindings(store, id, changed, by);
  recordFindingEvents(context, result, remembered, by);
  const licenses = updateLicenseFindings(context, app, sync || retell);
  const woken = wakeFindings(store, id, today(context));
  if (sync || retell || by !== null || woken.length > 0 || !isQuiet(result)) {
    const stake = atStake(context, id);
    saveAtStake(store, id, stake.all, stake.shown);
  }

  const before = findAlert(store, id);
  const lapsed = licenses.lapsed.map(({ record }) => record);
  const newLicenses = [...licenses.opened, ...licenses.reopened, ...licenses.worse, ...lapsed];
  const told = toldLater(store, id);
  const unheard = newLicenses.filter(
    ({ subscription, detail }) => told?.license(subscription, detail.concern) !== true,
  );
  const news = collectNews(context, {
    result,
    remembered,
    woken,
    by,
    undone: undone !== undefined,
    another,
    before: before?.news ?? null,
    told,
  });
  const open = openCounts(store, id).open + licenses.open.length;
  const { handled, dropped } = handledRows(context, app, before, update);
  updateAlert(context, app, {
    before,
    handled,
    list: news.list,
    newLicenses: newLicenses.map(({ subscription }) => subscription),
    licensesClosed: licenses.closed.length,
    news: {
      urgent: news.urgent,
      fresh: news.fresh + unheard.length,
      loud: news.loud,
      recurring: news.recurring,
      stale:
        !isQuiet(result) ||
        licenses.changed.length + licenses.closed.length > 0 ||
        dropped ||
        retell ||
        unheard.length < newLicenses.length,
      open,
    } satisfies AlertNews,
  });
  return {
    opened: result.opened.length + licenses.opened.length,
    reopened: result.reopened.length + licenses.reopened.length,
    closed: result.closed.length + licenses.closed.length,
  };
}

const NOBODY: ReadonlyMap<number, string> = new Map();

/**
 * What is wrong now. If a list still shows an account after its removal was read back, because the app needs time or the list was read
 * before, the finding is not opened again.
 */
function wanted(
  context: Context,
  app: App,
  rows: readonly number[] | undefined,
  { remembered, dataAt }: { readonly remembered: readonly FindingRecord[]; readonly dataAt: Instant | null },
): Iterable<Finding> {
  const findings = wantedFindings(context.store, app.source.id, rows);
  if (dataAt === null) return findings;
  const removed = removedAfter(context.store, app.source.id, settledBefore(context, app, dataAt));
  if (removed.size === 0) return findings;
  const closed = new Set(remembered.flatMap(({ key, closedAt }) => (closedAt === null ? [] : [key])));
  return without(findings, ({ key }) => removed.has(Number(key)) && closed.has(key));
}

function* without(findings: Iterable<Finding>, leaveOut: (finding: Finding) => boolean): Generator<Finding> {
  for (const finding of findings) if (!leaveOut(finding)) yield finding;
}

/** Removals before this moment surely show in data from `dataAt`. */
function settledBefore(context: Context, { config }: App, dataAt: Instant): Instant {
  const longest = Math.max(0, ...declaredWays(context, config).map(({ settles = 0 }) => settles));
  return longest === 0 ? dataAt : new Date(Date.parse(dataAt) - longest).toISOString();
}

/** What admins have handled since the last sync; `dropped`: whether that differs from what the alert shows. */
function handledRows(
  context: Context,
  app: App,
  before: StoredAlert | null,
  { sync, handled = [], undone }: FindingsUpdate,
): { readonly handled: readonly HandledRow[]; readonly dropped: boolean } {
  const shown = before?.handled ?? [];
  const kept = sync ? [] : withoutUndone(context, app, shown, undone);
  const dropped = handled.length > 0 || undone !== undefined || (sync && shown.length > 0);
  return { handled: [...kept, ...handled], dropped };
}
