import { openStore, type Store } from './open.ts';

/**
 * Reads the database as it is at this moment over a separate connection, however long that takes and whatever others write in the
 * meantime. While it lasts, the write-ahead log cannot start over and keeps growing, so use it for seconds, not for minutes. Anything
 * written through the snapshot is lost.
 */
export async function withSnapshot<T>(store: Store, read: (snapshot: Store) => Promise<T>): Promise<T> {
  const reader = openStore(store.file);
  try {
    Object.assign(reader.fieldOrder, store.fieldOrder);
    // An export reads everything once, so a large cache would be of no use.
    reader.sqlite.pragma('cache_size = -4000');
    reader.run('BEGIN');
    // SQLite takes the snapshot at the first read.
    reader.sqlite.prepare('SELECT 1 FROM source LIMIT 1').get();
    return await read(reader);
  } finally {
    reader.close();
  }
}
