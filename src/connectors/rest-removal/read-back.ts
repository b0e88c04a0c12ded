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
  /** `null` if the row has none. */
  idOf(row: unknown): string | null;
  /** `known`: the account as the list showed it. `tellsState`: the row itself says whether somebody can sign in. */
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
   * `status`: a status that has no other meaning. `unclear`: an empty answer, or a status that may mean a missing right. `others`: a list of
   * other accounts that may be incomplete.
   */
  | { readonly kind: 'none'; readonly by: 'status' | 'unclear' | 'others' };

const CLEAR: readonly number[] = [404, 410];

/** Reads a single account. A row of another account is an error: the app did not answer the question. */
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
  // A searched list may also contain others that fit; an answer about one account must not.
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
