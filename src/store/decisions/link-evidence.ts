import type { AddressPair } from '../../domain/owners/learn-rule.ts';
import { LOOSE, VISIBLE } from '../accounts/accounts.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';

interface Row {
  readonly email: string | null;
  readonly emails: string | null;
  readonly username: string | null;
  readonly person_email: string | null;
  readonly aliases: string;
}

/** The evidence of links by admins: the addresses of each linked account, and those of its owner. */
export function linkedPairs(store: Store): readonly AddressPair[] {
  const rows = store.sqlite
    .prepare(
      `SELECT account.email, account.emails, account.username, person.email AS person_email, person.aliases
       FROM decision JOIN account ON account.app = decision.app AND account.external_id = decision.account
         JOIN person ON person.id = decision.person
       WHERE decision.kind = 'link' AND decision.ended_at IS NULL AND account.gone_at IS NULL`,
    )
    .all() as Row[];
  return rows.map(pairOf);
}

/** How many matches a pattern is checked against before it is offered; its preview checks all of them. */
const ENOUGH = 5000;

/** Evidence for or against a pattern: the owners that addresses at the domain already have, from the roster or from a match. */
export function ownedPairsAt(store: Store, domain: string): readonly AddressPair[] {
  const at = `%@${domain.replace(/[\\%_]/g, '\\$&')}`;
  const people = store.sqlite
    .prepare(
      `SELECT email, json_insert(aliases, '$[#]', email) AS emails, NULL AS username, email AS person_email, aliases FROM person
       WHERE (email LIKE @at ESCAPE '\\' OR aliases LIKE @at || '"%' ESCAPE '\\') AND gone_at IS NULL AND replaced_by IS NULL LIMIT ${ENOUGH}`,
    )
    .all({ at }) as Row[];
  const matched = store.sqlite
    .prepare(
      `SELECT a.email, a.emails, a.username, person.email AS person_email, person.aliases
       FROM (SELECT email, emails, username, person AS owner FROM account ${indexHint(store, 'account_loose')}
             WHERE ${LOOSE} AND person IS NOT NULL AND email LIKE ? ESCAPE '\\' AND ${VISIBLE} LIMIT ${ENOUGH}) a
         JOIN person ON person.id = a.owner`,
    )
    .all(at) as Row[];
  return [...people, ...matched].map(pairOf);
}

/** The addresses that people have at the domain; one more than `most` when there are more. */
export function addressesAt(store: Store, domain: string, most: number): readonly string[] {
  const at = `%@${domain.replace(/[\\%_]/g, '\\$&')}`;
  const rows = store.sqlite
    .prepare(
      `SELECT email, aliases FROM person
       WHERE (email LIKE @at ESCAPE '\\' OR aliases LIKE @at || '"%' ESCAPE '\\') AND replaced_by IS NULL LIMIT @limit`,
    )
    .all({ at, limit: most + 1 }) as { email: string | null; aliases: string }[];
  return rows
    .flatMap(({ email, aliases }) => [email ?? '', ...(JSON.parse(aliases) as string[])])
    .filter((address) => address.endsWith(`@${domain}`));
}

/** The evidence of owners who were kept although their names changed: addresses of the account, and those of its owner. */
export function keptPairs(store: Store): readonly AddressPair[] {
  const rows = store.sqlite
    .prepare(
      `SELECT a.email, a.emails, a.username, person.email AS person_email, person.aliases
       FROM (SELECT email, emails, username, person AS owner FROM account ${indexHint(store, 'account_loose')}
             WHERE ${LOOSE} AND rule = 'earlier-match' AND email IS NOT NULL AND ${VISIBLE} LIMIT ${ENOUGH}) a
         JOIN person ON person.id = a.owner`,
    )
    .all() as Row[];
  return rows.map(pairOf);
}

/** Whether this is the primary address of a person. */
export function hasPrimary(store: Store, email: string): boolean {
  return (
    store.sqlite
      .prepare('SELECT 1 FROM person WHERE email = ? AND gone_at IS NULL AND replaced_by IS NULL LIMIT 1')
      .get(email) !== undefined
  );
}

function pairOf({ email, emails, username, person_email, aliases }: Row): AddressPair {
  const own = emails === null ? [email ?? username ?? ''] : (JSON.parse(emails) as (string | null)[]);
  const owner = [person_email, ...(JSON.parse(aliases) as string[])];
  const addresses = (list: readonly (string | null)[]) =>
    list.flatMap((text) => (text?.includes('@') ? [text.toLowerCase()] : []));
  return { account: addresses(own), owner: addresses(owner) };
}
