import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/**
 * The subjects that cached results are computed from. Each has a number in the table `version` that grows in the transaction of a change,
 * so that one comparison tells whether a cached result is still valid. A subject without a row has version 0.
 *
 * - `roster`: the visible people and their statuses, as roster sources report them. A read that finds everything as it was does
 *   not count.
 * - `added-people`: people whom admins added by hand, and those of them whose place a roster record took.
 * - `rules`: matching rules that admins accepted.
 * - `decisions`: decisions on single accounts, made or ended.
 * - `accounts:<app>`: the visible accounts of an app, by the row id of its source. Again only reads that brought something count.
 * - `findings:<app>`: the findings on an app's accounts, with their snoozes and what is said of removals.
 */
export type VersionSubject =
  | 'roster'
  | 'added-people'
  | 'rules'
  | 'decisions'
  | `accounts:${number}`
  | `findings:${number}`;

const PEOPLE = ['roster', 'added-people', 'rules'] as const;

/**
 * Must be called inside the transaction that makes the change. A committed number is never given out again, but one that was rolled back
 * is. Only its own transaction saw that number, so results that are computed inside a transaction may be stored there, where they are
 * rolled back too, but must not be kept in memory.
 */
export function bumpVersion(store: Store, subject: VersionSubject): void {
  if (!store.sqlite.inTransaction) throw new Error('a version belongs to the transaction of its change');
  prepared(
    store,
    'INSERT INTO version (subject, value) VALUES (?, 1) ON CONFLICT (subject) DO UPDATE SET value = value + 1',
  ).run(subject);
}

/** The versions of several subjects as one text, to be compared and kept: `roster 4, rules 1`. */
export function versionOf(store: Store, subjects: readonly VersionSubject[]): string {
  const read = prepared(store, 'SELECT value FROM version WHERE subject = ?');
  return subjects
    .map((subject) => `${subject} ${(read.get(subject) as { value: number } | undefined)?.value ?? 0}`)
    .join(', ');
}

/** The visible people and the rules by which they are found. While it stays the same, matched owners are still valid. */
export function peopleVersion(store: Store): string {
  return versionOf(store, PEOPLE);
}

/** What verdicts depend on in addition to the facts of their account and the configuration. */
export function verdictVersion(store: Store): string {
  return versionOf(store, [...PEOPLE, 'decisions']);
}

/** The accounts of an app with their owners and verdicts: what seats and drift are counted from. */
export function accountsVersion(store: Store, app: number): string {
  return versionOf(store, [...PEOPLE, 'decisions', `accounts:${app}`]);
}
