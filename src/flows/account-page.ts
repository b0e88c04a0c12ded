import type { AppConfig } from '../config/config.ts';
import type { Account } from '../domain/account.ts';
import { adminPage, securePage } from '../domain/findings/admin-page.ts';
import type { Context } from './context.ts';

/** Where somebody manages an account by hand: its own page where that is known, else the one where the users of the app are managed. */
export function accountPage(
  { dependencies, config: { directory } }: Context,
  app: AppConfig,
  account: Account,
): string | null {
  const found = dependencies.connectors.find(({ id }) => id === app.connector);
  const page = found?.accountPage?.(app.settings, account, directory) ?? null;
  return (page === null ? null : securePage(page)) ?? adminPage(app);
}
