import { type AccessColumn, ownColumn } from '../domain/access-column.ts';
import type { ColumnValue } from '../domain/account.ts';
import { type ColumnType, columnType, looksLike } from '../domain/column-type.ts';
import { metadataStream } from '../store/account-stream.ts';
import type { App, Context } from './context.ts';
import { yieldTurn } from './yield-turn.ts';

/** A column with the number of accounts that have something in it. */
export interface FilledColumn {
  readonly column: AccessColumn;
  readonly rows: number;
}

/** The app's own metadata columns, as its accounts have them. */
export async function ownColumns(context: Context, app: App): Promise<readonly FilledColumn[]> {
  const seen = new Map<string, { rows: number; types: Set<ColumnType> }>();
  for (const page of metadataStream(context.store, app.source)) {
    for (const columns of page) {
      for (const [key, value] of Object.entries(JSON.parse(columns) as Record<string, ColumnValue>)) {
        const found = seen.get(key) ?? { rows: 0, types: new Set() };
        seen.set(key, found);
        const type = looksLike(value);
        if (type === null) continue;
        found.rows++;
        found.types.add(type);
      }
    }
    await yieldTurn();
  }
  return [...seen].map(([key, { rows, types }]) => ({
    column: ownColumn(key, key, columnType(types)),
    rows,
  }));
}
