import { handleOf, LONGEST_TYPED_ID } from '../../domain/long-id.ts';
import type { Store } from '../db/open.ts';
import { VISIBLE } from './accounts.ts';

/** The id of the visible account of an app that has this handle; `null` for none. Hashes only the long ids of that app. */
export function idWithHandle(store: Store, app: number, handle: string): string | null {
  const ids = store.sqlite
    .prepare(
      `SELECT external_id FROM account WHERE app = ? AND ${VISIBLE} AND (octet_length(external_id) > ? OR external_id LIKE 'sha256.%')`,
    )
    .pluck()
    .iterate(app, LONGEST_TYPED_ID) as IterableIterator<string>;
  for (const id of ids) if (handleOf(id) === handle) return id;
  return null;
}
