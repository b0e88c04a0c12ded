import type { Account, AccountKind, AccountState, ColumnValue } from '../../domain/account.ts';
import type { Assessment } from '../../domain/findings/assess.ts';
import { isHandedOn } from '../../domain/owners/match.ts';
import { fingerprint } from '../db/fingerprint.ts';

/** The columns that `account` and `account_change` share, each in one order everywhere. */
export const FACT_COLUMNS =
  'email, emails, username, name, state, kind, role, licenses, last_active, created, columns, fingerprint';
export const VERDICT_COLUMNS = 'person, rule, via, status, offboarded, known, concern';

/** Remembers the last owner while an account has none. `owner`: the new owner, in SQL. Evaluated before the row changes. */
export const LAST_PERSON = (owner: string) =>
  `last_person = CASE WHEN ${owner} IS NULL THEN coalesce(account.person, account.last_person) END`;

/** An account as stored. */
export interface StoredFacts {
  readonly email: string | null;
  readonly emails: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly state: AccountState;
  readonly kind: AccountKind;
  readonly role: string | null;
  readonly licenses: string | null;
  readonly last_active: string | null;
  readonly created: string | null;
  readonly columns: string | null;
}

/** Values to bind, reused from row to row: a million short-lived arrays would keep the garbage collector busy. */
export type Values = (string | number | null)[];

export const FACTS = FACT_COLUMNS.split(', ').length;
export const VERDICTS = VERDICT_COLUMNS.split(', ').length;

/** The position of the fingerprint: after the facts. */
export const PRINT = FACTS - 1;

/** Writes the account's facts, without their fingerprint, into `values` from `at` on, in the order of `FACT_COLUMNS`. */
export function writeFacts(account: Account, values: Values, at: number): void {
  const { emails, licenses } = account;
  values[at] = emails[0] ?? null;
  values[at + 1] = emails.length > 1 ? JSON.stringify(emails) : null;
  values[at + 2] = account.username;
  values[at + 3] = account.name;
  values[at + 4] = account.state;
  values[at + 5] = account.kind;
  values[at + 6] = account.role;
  values[at + 7] = licensesJson(licenses);
  values[at + 8] = account.lastActive;
  values[at + 9] = account.created;
  values[at + 10] = columnsJson(account.columns);
}

/** The fingerprint of the facts in `values` from `at` on. */
export function printOf(values: Values, at: number): number {
  return fingerprint(values, at, at + PRINT);
}

/** Writes the verdict on the account, in the order of `VERDICT_COLUMNS`. */
export function writeVerdict(found: Assessment, email: string | null, values: Values, at: number): void {
  const { match, noMatch } = found;
  // Kept with the last owner; otherwise the next read would give the account to the other person.
  const contested = isHandedOn(noMatch) ? noMatch.via : null;
  values[at] = match === null ? null : match.owner.ref;
  values[at + 1] = match === null ? null : match.rule;
  values[at + 2] = match === null ? contested : match.via === email ? null : match.via;
  values[at + 3] = found.status;
  values[at + 4] = found.offboarded ? 1 : 0;
  values[at + 5] = found.known ? 1 : 0;
  values[at + 6] = found.concern;
}

export function toAccount(id: string, row: StoredFacts): Account {
  return {
    id,
    emails: emailsOf(row.email, row.emails),
    username: row.username,
    name: row.name,
    state: row.state,
    kind: row.kind,
    role: row.role,
    licenses: licensesOf(row.licenses),
    lastActive: row.last_active,
    created: row.created,
    columns: row.columns === null ? {} : (JSON.parse(row.columns) as Record<string, ColumnValue>),
  };
}

export function licensesOf(json: string | null): readonly string[] {
  return json === null ? [] : (JSON.parse(json) as string[]);
}

/** The same text as `JSON.stringify`, which takes twice as long for a few plain texts. */
function columnsJson(columns: Account['columns']): string | null {
  let json = '';
  for (const name in columns) {
    const value = columns[name];
    if (!isPlain(name) || (value !== null && (typeof value !== 'string' || !isPlain(value))))
      return JSON.stringify(columns);
    json += `${json === '' ? '{' : ','}"${name}":${value === null ? 'null' : `"${value}"`}`;
  }
  return json === '' ? null : `${json}}`;
}

/** Whether JSON needs no escapes for the text. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 32 || unit > 126 || unit === QUOTE || unit === BACKSLASH) return false;
  }
  return true;
}

const QUOTE = 34;
const BACKSLASH = 92;

const known = new Map<string, string>();

/** Nearly every account holds one of a handful of licenses. */
function licensesJson(licenses: readonly string[]): string | null {
  const only = licenses.length === 1 ? licenses[0] : undefined;
  if (only === undefined) return licenses.length === 0 ? null : JSON.stringify(licenses);
  let json = known.get(only);
  if (json === undefined) {
    if (known.size > 1000) known.clear();
    json = JSON.stringify(licenses);
    known.set(only, json);
  }
  return json;
}

/** All addresses of a row: `emails` is kept only where there is more than the primary one. */
export function emailsOf(primary: string | null, emails: string | null): readonly string[] {
  if (emails !== null) return JSON.parse(emails) as string[];
  return primary === null ? [] : [primary];
}
