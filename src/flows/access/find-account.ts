import { madeKey } from '../../domain/email.ts';
import { isHandle } from '../../domain/long-id.ts';
import { idWithHandle } from '../../store/accounts/account-handle.ts';
import { findAccount, type StoredAccount } from '../../store/accounts/accounts.ts';
import type { App, Context } from '../context.ts';
import { findAccess } from './find-access.ts';

/** When more accounts than this contain the word, it is looked up in the table instead. */
const MANY = 5000;

/**
 * The accounts with this id, address or username, found in the index of the service, so that other answers do not wait while a
 * million rows are read. `null` when only the table can tell.
 */
export async function accountsCalled(
  context: Context,
  app: App,
  word: string,
): Promise<readonly StoredAccount[] | null> {
  const whole = isHandle(word) ? idWithHandle(context.store, app.source.id, word) : null;
  const exact = findAccount(context.store, app.source.id, whole ?? word);
  if (exact !== null) return [exact];
  if (!context.indexes.lasting) return null;
  const wanted = madeKey(word);
  const found = await findAccess(context, app, { text: wanted }, null);
  if (found.total > MANY) return null;
  const called: StoredAccount[] = [];
  for (const { stored } of found.all()) {
    const { emails, username } = stored.account;
    if (emails.includes(wanted) || username?.toLowerCase() === wanted) called.push(stored);
  }
  return called.slice(0, 20);
}
