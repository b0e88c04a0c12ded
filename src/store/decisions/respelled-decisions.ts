import { madeKey } from '../../domain/email.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { bumpVersion } from '../db/versions.ts';

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly email: string | null;
  readonly username: string | null;
}

/**
 * A version that kept capitals may have stored one account under two keys. Decisions in force on the other spelling move to the account
 * with the current key, unless it has a decision of that kind itself. Returns the keys that got one. Only for keys made of an address or
 * a username, because in a vendor's own ids capitals may matter.
 */
export function uniteRespelledDecisions(store: Store, app: number): readonly string[] {
  const rows = prepared(
    store,
    `SELECT d.id, d.kind, d.account AS key, a.email, a.username FROM decision d
     JOIN account a ON a.app = d.app AND a.external_id = d.account
     WHERE d.app = ? AND d.ended_at IS NULL
       AND (d.account <> lower(d.account) OR d.account GLOB '*[^ -~]*') ORDER BY d.id DESC`,
  ).all(app) as Row[];
  const moves = rows.flatMap((row) => {
    const key = madeKey(row.key);
    const made = key === row.email || (row.username !== null && key === madeKey(row.username));
    return made && key !== row.key ? [{ ...row, made: key }] : [];
  });
  if (moves.length === 0) return [];
  return store.write(() => {
    const move = store.sqlite.prepare(
      `UPDATE decision SET account = @made WHERE id = @id
       AND EXISTS (SELECT 1 FROM account WHERE app = @app AND external_id = @made)
       AND NOT EXISTS (SELECT 1 FROM decision o WHERE o.kind = @kind AND o.app = @app AND o.account = @made AND o.ended_at IS NULL)`,
    );
    const moved = moves.filter(({ id, kind, made }) => move.run({ id, kind, made, app }).changes > 0);
    if (moved.length > 0) bumpVersion(store, 'decisions');
    return [...new Set(moved.map(({ made }) => made))];
  });
}
