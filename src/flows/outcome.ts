import type { Caller } from '../domain/caller.ts';
import { findAccount, type StoredAccount } from '../store/accounts/accounts.ts';
import { type App, type Context, openApp } from './context.ts';

/** What came of an action. A refusal says what happened, what is unchanged and what to do. */
export interface Outcome {
  readonly done: boolean;
  readonly text: string;
  /** What could be asked next, as a command. */
  readonly next?: { readonly label: string; readonly command: string };
}

export function done(text: string): Outcome {
  return { done: true, text };
}

export function refused(text: string): Outcome {
  return { done: false, text };
}

/** Somebody who is no admin asked for a change. */
export function lookOnly({ whyNot }: Caller): Outcome {
  return refused(
    whyNot ??
      "You can look but not change: only Seatkeeper's admins can. Nothing was changed. Ask one of them, or look with status, app or who.",
  );
}

export interface Target {
  readonly app: App;
  readonly stored: StoredAccount;
}

/** The account an action is about, as it is now. */
export function findTarget(context: Context, appId: string, accountId: string): Target | Outcome {
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined)
    return refused(`There is no app ${appId} in seatkeeper.yaml. Nothing was changed.`);
  const app = openApp(context, config);
  const stored = findAccount(context.store, app.source.id, accountId);
  if (stored === null)
    return refused(`${config.name} has no account ${accountId} any more. Nothing was changed.`);
  return { app, stored };
}

export function isOutcome(value: Target | Outcome): value is Outcome {
  return 'done' in value;
}
