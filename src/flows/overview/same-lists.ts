import type { AppConfig } from '../../config/config.ts';
import { sameAccounts, sameUse } from '../../store/accounts/same-accounts.ts';
import { type App, type Context, listApps } from '../context.ts';

/** Two apps whose accounts are one list: everybody and everything would be counted twice. */
export interface SameList {
  readonly apps: readonly [string, string];
  /** They are set up to read the same list; otherwise their accounts have the same ids and addresses. */
  readonly configured: boolean;
}

/** With fewer accounts than these, ids like 1, 2, 3 may be the same by chance. */
const FEW = 5;
/** With fewer different days of last use, two apps may have the same ones by chance. */
const MOMENTS = 3;

export function sameLists(context: Context): readonly SameList[] {
  const apps = listApps(context);
  return apps.flatMap((one, at) =>
    apps.slice(at + 1).flatMap((other): SameList[] => {
      const configured = readsTheSame(one.config, other.config);
      if (!configured && !listsTheSame(context, one, other)) return [];
      return [{ apps: [one.config.name, other.config.name], configured }];
    }),
  );
}

function readsTheSame(one: AppConfig, other: AppConfig): boolean {
  const file = ({ settings }: AppConfig) => (settings as { readonly accounts?: unknown }).accounts;
  if (one.connector !== other.connector) return false;
  return file(one) === undefined
    ? JSON.stringify(one.settings) === JSON.stringify(other.settings)
    : file(one) === file(other);
}

function listsTheSame({ store }: Context, one: App, other: App): boolean {
  const [a, b] = [one.source.numbers.total, other.source.numbers.total];
  if (Math.min(a, b) < FEW || Math.max(a, b) > Math.min(a, b) * 1.1) return false;
  const ids = sameAccounts(store, one.source.id, other.source.id);
  if (ids.looked >= FEW) return isMost(ids);
  const use = sameUse(store, one.source.id, other.source.id);
  return use.looked >= FEW && use.moments >= MOMENTS && isMost(use);
}

function isMost({ looked, same }: { readonly looked: number; readonly same: number }): boolean {
  return same * 10 >= looked * 9;
}
