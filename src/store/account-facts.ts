import type { Account, AccountKind, AccountState, ColumnValue } from '../domain/account.ts';
import type { Assessment } from '../domain/assess.ts';
import type { AccountStatus, Concern } from '../domain/classify.ts';
import type { MatchRule } from '../domain/match.ts';
import { fingerprint } from './fingerprint.ts';

/** The columns that `account` and `account_change` share, in the order of `factValues` and `verdictValues`. */
export const FACT_COLUMNS =
  'email, emails, username, name, state, kind, role, licenses, last_active, created, columns, fingerprint';
export const VERDICT_COLUMNS = 'person, rule, via, status, offboarded, known, concern';

export type FactValues = [
  email: string | null,
  emails: string | null,
  username: string | null,
  name: string | null,
  state: AccountState,
  kind: AccountKind,
  role: string | null,
  licenses: string | null,
  lastActive: string | null,
  created: string | null,
  columns: string | null,
  fingerprint: number,
];

export type VerdictValues = [
  person: number | null,
  rule: MatchRule | null,
  via: string | null,
  status: AccountStatus,
  offboarded: 0 | 1,
  known: 0 | 1,
  concern: Concern | null,
];

/** An account as the store keeps it. */
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

export function factValues(account: Account): FactValues {
  const email = account.emails[0] ?? null;
  const emails = account.emails.length > 1 ? JSON.stringify(account.emails) : null;
  const licenses = account.licenses.length > 0 ? JSON.stringify(account.licenses) : null;
  const columns = columnsJson(account.columns);
  const { username, name, state, kind, role, lastActive, created } = account;
  const print = fingerprint([
    email,
    emails,
    username,
    name,
    state,
    kind,
    role,
    licenses,
    lastActive,
    created,
    columns,
  ]);
  return [email, emails, username, name, state, kind, role, licenses, lastActive, created, columns, print];
}

export function verdictValues(assessment: Assessment, email: string | null): VerdictValues {
  const { match, status, offboarded, known, concern } = assessment;
  const via = match === null || match.via === email ? null : match.via;
  return [
    match?.owner.ref ?? null,
    match?.rule ?? null,
    via,
    status,
    offboarded ? 1 : 0,
    known ? 1 : 0,
    concern,
  ];
}

export function toAccount(id: string, row: StoredFacts): Account {
  return {
    id,
    emails:
      row.emails === null ? (row.email === null ? [] : [row.email]) : (JSON.parse(row.emails) as string[]),
    username: row.username,
    name: row.name,
    state: row.state,
    kind: row.kind,
    role: row.role,
    licenses: row.licenses === null ? [] : (JSON.parse(row.licenses) as string[]),
    lastActive: row.last_active,
    created: row.created,
    columns: row.columns === null ? {} : (JSON.parse(row.columns) as Record<string, ColumnValue>),
  };
}

function columnsJson(columns: Account['columns']): string | null {
  for (const _ in columns) return JSON.stringify(columns);
  return null;
}
