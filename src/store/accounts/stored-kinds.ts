import type { AccountKind } from '../../domain/account.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { VISIBLE } from './accounts.ts';

export interface StoredKind {
  readonly kind: AccountKind;
  readonly person: number | null;
}

/** What is stored about these accounts, if they are visible, by their ids. */
export function storedKinds(
  store: Store,
  app: number,
  ids: readonly string[],
): ReadonlyMap<string, StoredKind> {
  const rows = prepared(
    store,
    `SELECT external_id AS id, kind, person FROM account WHERE app = ? AND external_id IN (SELECT value FROM json_each(?)) AND ${VISIBLE}`,
  ).all(app, JSON.stringify(ids)) as (StoredKind & { readonly id: string })[];
  return new Map(rows.map(({ id, kind, person }) => [id, { kind, person }]));
}
