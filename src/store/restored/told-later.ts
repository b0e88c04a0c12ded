import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { readSetting, removeSetting } from '../settings.ts';
import { presentHas } from './present.ts';
import { RECENTLY_MS } from './restored.ts';

/*
 * What the chats were told after the restored state: the next reads will find it again, and it is not news. Kept as settings until it has
 * been used.
 */

/** How many findings of an app are remembered, newest first. */
const MOST = 10_000;
/** A setting for each app: `{ findings: [[account, concern]], licenses: [[subscription, concern]] }`. */
const FINDINGS = 'told-later:';
/** A setting for each message in a chat that is about a later state. */
const MESSAGE = 'said-later:';

/**
 * Takes over what was told. `present` is attached and holds the database that is replaced. `lasting`: messages since then about something
 * that lasts; for alerts, each finding is remembered separately. Call it in the transaction of the restore.
 */
export function carryTold(
  store: Store,
  lasting: readonly { readonly platform: string; readonly subject: string }[],
  at: Instant,
): void {
  const { sqlite } = store;
  const save = sqlite.prepare(
    "INSERT OR REPLACE INTO main.setting (name, value, by, at) VALUES (?, ?, 'seatkeeper', ?)",
  );
  const told = new Map<number, { findings: string[][]; licenses: string[][] }>();
  const of = (app: number) => {
    const known = told.get(app) ?? { findings: [], licenses: [] };
    told.set(app, known);
    return known;
  };
  for (const { app, account, concern } of sqlite.prepare(LATER_FINDINGS).all() as Told[])
    if (of(app).findings.length < MOST) of(app).findings.push([account, concern]);
  if (presentHas(store, 'license_finding', 'opened_at'))
    for (const { app, account, concern } of sqlite.prepare(LATER_LICENSES).all() as Told[])
      of(app).licenses.push([account, concern]);
  for (const [app, value] of told) save.run(`${FINDINGS}${app}`, JSON.stringify(value), at);
  for (const { platform, subject } of lasting) save.run(`${MESSAGE}${platform}:${subject}`, 'null', at);
}

interface Told {
  readonly app: number;
  readonly account: string;
  readonly concern: string;
}

/** Findings that opened, changed or closed since, of apps that were there before. */
const LATER_FINDINGS = `
  SELECT here.id AS app, a.external_id AS account, f.concern
  FROM present.finding f JOIN present.account a ON a.id = f.account JOIN present.source s ON s.id = f.app
    JOIN main.source here ON here.kind = s.kind AND here.name = s.name
  WHERE f.snoozed_until IS NULL AND NOT EXISTS (
    SELECT 1 FROM main.account b JOIN main.finding g ON g.account = b.id
    WHERE b.app = here.id AND b.external_id = a.external_id
      AND g.concern = f.concern AND g.opened_at = f.opened_at AND g.closed_at IS f.closed_at)
  ORDER BY f.opened_at DESC`;

const LATER_LICENSES = `
  SELECT here.id AS app, f.subscription AS account, f.concern
  FROM present.license_finding f JOIN present.source s ON s.id = f.app
    JOIN main.source here ON here.kind = s.kind AND here.name = s.name
  WHERE NOT EXISTS (
    SELECT 1 FROM main.license_finding g
    WHERE g.app = here.id AND g.subscription = f.subscription
      AND g.concern = f.concern AND g.opened_at = f.opened_at AND g.closed_at IS f.closed_at)`;

/** The findings of an app that were told before the restore. */
export interface ToldLater {
  finding(row: number, concern: string): boolean;
  license(subscription: string, concern: string): boolean;
}

/** `null` unless the app waits for its first read after a restore. */
export function toldLater(store: Store, app: number): ToldLater | null {
  const name = `${FINDINGS}${app}`;
  const saved = readSetting(store, name);
  if (saved === null) return null;
  const { licenses } = JSON.parse(saved.value) as { licenses: string[][] };
  const rows = prepared(
    store,
    `SELECT a.id AS row, told.value ->> 1 AS concern
     FROM setting, json_each(setting.value, '$.findings') told JOIN account a ON a.app = ? AND a.external_id = told.value ->> 0
     WHERE setting.name = ?`,
  ).all(app, name) as { row: number; concern: string }[];
  const findings = new Set(rows.map(({ row, concern }) => `${row} ${concern}`));
  const items = new Set(licenses.map((license) => license.join(' ')));
  return {
    finding: (row, concern) => findings.has(`${row} ${concern}`),
    license: (subscription, concern) => items.has(`${subscription} ${concern}`),
  };
}

/** The app has been read since: from now on everything new is news. */
export function forgetToldLater(store: Store, app: number): void {
  removeSetting(store, `${FINDINGS}${app}`);
}

/** Whether the chat still has a message about this from the time that a restore took back: it is edited once instead of posted again. */
export function takeSaidLater(store: Store, platform: string, subject: string, now: Instant): boolean {
  const name = `${MESSAGE}${platform}:${subject}`;
  const saved = readSetting(store, name);
  if (saved === null) return false;
  removeSetting(store, name);
  return Date.parse(now) - Date.parse(saved.at) < RECENTLY_MS;
}
