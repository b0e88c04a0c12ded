import type { AppConfig } from '../../config/config.ts';
import type { Obstacle, Removal } from '../../connectors/base/removal.ts';
import type { Account } from '../../domain/account.ts';
import type { StepKey } from '../../domain/removal/operation.ts';
import type { App, Context } from '../context.ts';

/** The part of an app's connector that removes; `null` where the settings hold no credentials that may. */
export function openRemoval({ dependencies }: Context, app: AppConfig, signal?: AbortSignal): Removal | null {
  return dependencies.app(app, signal).removal ?? null;
}

/** What the apps themselves said right before a plan was made. */
export interface AskedApps {
  removal(app: App): Removal | null;
  /** The account that the credentials belong to, if the app told it. */
  ownAccount(app: string): string | null;
  /** Why the app would refuse a step: what it said just now, or else what the last read shows. */
  obstacle(app: App, account: Account, step: Pick<StepKey, 'way' | 'license'>): Obstacle | null;
}
