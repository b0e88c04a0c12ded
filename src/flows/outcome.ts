import { type DecisionRefusal, lookOnlyText, refusalText } from '../chat/say/decide/refusals.ts';
import type { Caller } from '../domain/caller.ts';
import { findAccount, type StoredAccount } from '../store/accounts/accounts.ts';
import type { LoggedDecision } from '../store/findings/alerts.ts';
import { type App, type Context, clockOf, openApp } from './context.ts';

/** The result of an action, in words from chat/say. A refusal says what happened, what is unchanged and what to do. */
export interface Outcome {
  readonly done: boolean;
  readonly text: string;
  /** A command that could come next. */
  readonly next?: { readonly label: string; readonly command: string };
  /** The decisions it is about, as they can be taken back. */
  readonly undo?: LoggedDecision;
}

export function done(text: string): Outcome {
  return { done: true, text };
}

export function refused(text: string): Outcome {
  return { done: false, text };
}

/** Refuses a decision. */
export function refuse(context: Context, refusal: DecisionRefusal): Outcome {
  return refused(refusalText(refusal, clockOf(context)));
}

/** Refuses a change that the caller may not make. */
export function lookOnly({ whyNot }: Caller): Outcome {
  return refused(lookOnlyText(whyNot));
}

export interface Target {
  readonly app: App;
  readonly stored: StoredAccount;
}

/** The account an action is about, as it is now. */
export function findTarget(context: Context, appId: string, accountId: string): Target | Outcome {
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined) return refuse(context, { kind: 'no-app', app: appId });
  const app = openApp(context, config);
  const stored = findAccount(context.store, app.source.id, accountId);
  if (stored === null) return refuse(context, { kind: 'no-account', app: config.name, account: accountId });
  return { app, stored };
}

export function isOutcome(value: Target | Outcome): value is Outcome {
  return 'done' in value;
}
