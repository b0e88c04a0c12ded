import { openStore, type Store } from './open.ts';

/**
 * Reads the database as it stands at this moment, however long that takes and whatever is written meanwhile, over a
 * connection of its own. While it lasts the write-ahead log cannot start over and grows with what others write: for seconds,
 * not for minutes. What is written through the snapshot is lost.
 */
export async function withSnapshot<T>(store: Store, read: (snapshot: Store) => Promise<T>): Promise<T> {
  const reader = openStore(store.file);
  try {
    // Read once from one end to the other: what was read is not needed again.
    reader.sqlite.pragma('cache_size = -4000');
    reader.run('BEGIN');
    // The moment is that of the first look.
    reader.sqlite.prepare('SELECT 1 FROM source LIMIT 1').get();
    return await read(reader);
  } finally {
    reader.close();
  }
}
