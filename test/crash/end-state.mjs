import { join } from 'node:path';
import { verifyAudit } from '../../dist/store/audit.js';
import { openStore } from '../../dist/store/db/open.js';
import { notes } from '../support/notebook.mjs';

const PERSON = (id) => `(SELECT external_id FROM person WHERE id = ${id})`;
const ACCOUNT = (id) =>
  `(SELECT source.name || '/' || external_id FROM account JOIN source ON source.id = app WHERE account.id = ${id})`;

const SNAPSHOT = {
  people: `SELECT source.name, external_id, email, aliases, person.name, reported, status, since, gone_at, ${PERSON('replaced_by')}
     FROM person JOIN source ON source.id = source ORDER BY 1, 2`,
  accounts: `SELECT source.name, external_id, email, emails, username, state, account.kind, role, licenses, last_active, ${PERSON('person')},
     rule, via, status, offboarded, known, concern, first_seen, gone_at FROM account JOIN source ON source.id = app ORDER BY 1, 2`,
  findings: `SELECT ${ACCOUNT('account')}, concern, opened_at, closed_at, closing, closed_by, reopened, snoozed_until FROM finding ORDER BY 1`,
  decisions: `SELECT decision.kind, source.name, account, ${PERSON('person')}, reason, facts, until, by, at, ended_at, ended
     FROM decision JOIN source ON source.id = app ORDER BY decision.id`,
  alerts: `SELECT source.name, phase, posted_at, handled, snoozed_until FROM alert JOIN source ON source.id = app ORDER BY 1`,
  subscriptions: `SELECT source.name, sku, unit_price, last_import, gone_at FROM subscription JOIN source ON source.id = app ORDER BY 1, 2`,
  // The version of the seat counts contains numbers of runs, and a crash adds runs.
  sources: `SELECT kind, name, data_at, json_remove(numbers, '$.seats.version') FROM source ORDER BY 1, 2`,
  assignments: `SELECT ${ACCOUNT('account')}, license, since, ended_at FROM assignment ORDER BY 1, 2`,
  savings: `SELECT ${ACCOUNT('account')}, license, monthly, currency, from_day, at FROM saving ORDER BY 1, 2, 6`,
  reminders: `SELECT source.name, subscription, reminder.kind, day, days_before, at FROM reminder JOIN source ON source.id = app ORDER BY 1, 2, 3, 4, 5`,
  days: `SELECT day, source.name, open, seats FROM daily JOIN source ON source.id = app ORDER BY 1, 2`,
  digests: 'SELECT due_at, sent_at FROM digest ORDER BY 1',
  jobs: 'SELECT name, schedule, due_at FROM job ORDER BY 1',
  leftOvers: 'SELECT run FROM account_change UNION ALL SELECT run FROM person_change',
  waiting: "SELECT subject, status FROM outbox WHERE status NOT IN ('sent', 'superseded')",
  indexes: "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1",
};

/**
 * Everything that must be equal at the end of a life, as text without row ids and outbox numbers. Unless all happened `inOrder`, apps may
 * have been told in another order, and only what is said about each is compared.
 */
export function endState(directory, inOrder = true) {
  const store = openStore(join(directory, 'seatkeeper.db'), { verify: true });
  const rows = (sql) => store.sqlite.prepare(sql).raw().all();
  const state = {
    whole: [verifyAudit(store).ok, rows('PRAGMA foreign_key_check')],
    snapshot: Object.fromEntries(Object.entries(SNAPSHOT).map(([name, sql]) => [name, rows(sql)])),
    runs: outcomes(
      rows(
        "SELECT source.name, status, coalesce(error_kind, '') FROM run JOIN source ON source.id = run.source ORDER BY run.id",
      ),
    ),
    audit: audited(
      rows(`SELECT actor, action, subject, detail FROM audit ORDER BY ${inOrder ? '' : 'subject, '}seq`),
    ),
    said: said(notes(join(directory, 'notebook.jsonl')), inOrder),
  };
  state.snapshot.sources = state.snapshot.sources.map(inAnyOrder);
  if (!inOrder) state.runs.sort();
  store.close();
  return state;
}

/** What a recovered run counts, it counts in another order than the read did; a file that is as it was is not read again. */
function inAnyOrder([kind, name, dataAt, numbers]) {
  const { held, ...others } = JSON.parse(numbers);
  const sets = held?.map((set) => JSON.stringify(set)).sort();
  return [kind, name, dataAt, JSON.stringify({ ...others, held: sets })];
}

/**
 * A read that a crash cut short is one more failed run. The sync is then repeated and reads some sources a second time, so
 * the same outcome twice in a row counts once, and a held read is dropped for its repetition. The decisions of admins about
 * held reads are in the audit.
 */
function outcomes(runs) {
  const sources = new Map();
  for (const run of runs) {
    const [source = '', status, error] = run;
    const outcome = `${source} ${status} ${error}`.trim();
    const before = sources.get(source) ?? [];
    if (error !== 'interrupted' && status !== 'dropped' && before.at(-1) !== outcome) before.push(outcome);
    sources.set(source, before);
  }
  return [...sources.values()].flat();
}

/** For the same reason, a repeated read that changes nothing or has the same problem again is left out. */
function audited(entries) {
  const trouble = new Map();
  return entries.flatMap(([actor, action, subject = '', detail = '{}']) => {
    const { run: _run, outbox: _outbox, auditHead: _head, ...facts } = JSON.parse(detail);
    const line = `${actor} ${action} ${subject} ${JSON.stringify(sorted(facts))}`;
    if (action === 'run-complete' && isQuiet(facts)) return [];
    if (subject.startsWith('app:') || subject.startsWith('roster:')) {
      if (trouble.get(subject) === line) return [];
      trouble.set(subject, line);
    }
    return [line];
  });
}

/** A recovered run takes its counts from the database, which stores them in another order. */
function sorted(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isQuiet(facts) {
  return ['added', 'changed', 'gone', 'opened', 'reopened', 'closed', 'accounts'].every(
    (key) => (facts[key] ?? 0) === 0,
  );
}

/**
 * Every message in order, without the details that may differ: the numbers of runs and of audit entries and the head of the audit log, because a crash
 * adds rows; the number of new accounts in the newest read, when that read is a repetition; and quiet edits that repeat the text
 * that is there, which come from a held read that was repeated.
 */
function said(book, inOrder) {
  const keys = book.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) return [`said twice: ${keys.join()}`];
  const places = new Map();
  const shown = new Map();
  const lines = book.flatMap(({ key, does, to, quiet, message }) => {
    if (does === 'post') places.set(key, places.size);
    const place = places.get(to) ?? -1;
    const text = JSON.stringify(message)
      .replace(/"run":\d+/g, '"run":0')
      // An undo names entries of the audit log by their number.
      .replace(/"first":\d+,"last":\d+/g, '"first":0,"last":0')
      .replace(/Audit head [0-9a-f]+/g, 'Audit head')
      .replace(/(accounts?(?: on \d+ pages?)?)(?:, \d+ new)?(?:(?:,| and) \d+ gone)?/g, '$1');
    if (quiet && shown.get(place) === text) return [];
    shown.set(place, text);
    return [{ place, text: `${does}${quiet ? ' quietly' : ''} ${inOrder ? place : ''}: ${text}` }];
  });
  if (inOrder) return lines.map(({ text }) => text);
  // One entry for each message and its changes.
  const about = [...new Set(lines.map(({ place }) => place))];
  return about
    .map((place) => lines.flatMap((line) => (line.place === place ? [line.text] : [])).join(' '))
    .sort();
}

/** The rows that are missing or extra in a life, compared with the one that was not killed; `null` for none. */
export function differences(whole, state) {
  const wanted = partsOf(whole);
  const lines = Object.entries(partsOf(state)).flatMap(([name, rows]) => {
    const is = rows.map((row) => JSON.stringify(row));
    const should = (wanted[name] ?? []).map((row) => JSON.stringify(row));
    if (is.join('\n') === should.join('\n')) return [];
    const lost = should.filter((row) => !is.includes(row));
    const extra = is.filter((row) => !should.includes(row));
    return [`${name}: missing ${lost.join(' ') || 'nothing'}, extra ${extra.join(' ') || 'nothing'}`];
  });
  return lines.length === 0 ? null : lines.join('; ');
}

function partsOf({ whole, snapshot, runs, audit, said }) {
  return { ...snapshot, whole: [whole], runs, audit, said };
}
