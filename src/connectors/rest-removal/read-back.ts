import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { ReadBack } from '../rest-declaration/removal.ts';
import type { RestClient } from '../rest-lists/client.ts';
import { BadRow } from '../rest-values/bad-row.ts';
import { keysOf, valueAt } from '../rest-values/path.ts';
import { ask } from './ask.ts';
import { valuesOfAccount } from './of-account.ts';

/** Reads a row that is an account. Throws `BadRow`. */
export interface OneReader {
  /** `null` where the row has none. */
  idOf(row: unknown): string | null;
  /** `known`: the account as the list told it. `tellsState`: the row itself says whether somebody can sign in. */
  accountOf(row: unknown, known: Account): { readonly account: Account; readonly tellsState: boolean };
}

/** What the app answers about one account. */
export type Shown =
  | {
      readonly kind: 'row';
      readonly row: unknown;
      readonly account: Account;
      readonly tellsState: boolean;
    }
  /**
   * `status`: by one that has no other meaning. `unclear`: by an empty answer, or by a status that may mean a missing right. `others`: by a
   * list that holds others, of which nobody knows whether it is whole.
   */
  | { readonly kind: 'none'; readonly by: 'status' | 'unclear' | 'others' };

const CLEAR: readonly number[] = [404, 410];

/** Reads one account by itself. A row that is another account's is an error: the app did not answer what it was asked. */
export async function readBack(
  client: RestClient,
  reader: OneReader,
  { request, gone, item }: ReadBack,
  known: Account,
): Promise<Shown> {
  const answer = await ask(client, request, valuesOfAccount(known), { accept: gone, idempotent: true });
  if (gone.includes(answer.status))
    return { kind: 'none', by: CLEAR.includes(answer.status) ? 'status' : 'unclear' };
  const body = answer.json(z.unknown());
  const found = item === undefined ? body : valueAt(body, keysOf(item));
  const rows = Array.isArray(found) ? found : [found];
  const ids = rows.map((row) => reader.idOf(row));
  const at = ids.indexOf(known.id);
  if (at >= 0) {
    const row: unknown = rows[at];
    return { kind: 'row', row, ...readRow(answer, () => reader.accountOf(row, known)) };
  }
  const other = ids.find((id) => id !== null);
  // Of a list that is searched, others may fit too; of an answer about one account, none may.
  if (other !== undefined && !Array.isArray(found))
    throw answer.unexpected(`shows account ${other} where ${known.id} was asked for`);
  return { kind: 'none', by: other === undefined ? 'unclear' : 'others' };
}

function readRow<Read>(answer: HttpAnswer, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadRow ? answer.unexpected(`cannot be read: ${error.message}`) : error;
  }
}
