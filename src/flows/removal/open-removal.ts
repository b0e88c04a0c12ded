import type { AppConfig } from '../../config/config.ts';
import type { Connection } from '../../connectors/base/connector.ts';
import type { Obstacle, Removal } from '../../connectors/base/removal.ts';
import type { Account } from '../../domain/account.ts';
import type { StepKey } from '../../domain/removal/operation.ts';
import type { App, Context } from '../context.ts';

/** An app as it is asked about removals. */
export interface OpenApp {
  /** `null` where the settings hold no credentials that may change something. */
  readonly removal: Removal | null;
  /** `null` where nobody can tell whose account the credentials are. */
  readonly ownAccounts: NonNullable<Connection['ownAccounts']> | null;
}

export function openForRemoval({ dependencies }: Context, app: AppConfig, signal?: AbortSignal): OpenApp {
  const { removal = null, ownAccounts = null } = dependencies.app(app, signal);
  return { removal, ownAccounts };
}

/** The part of an app's connector that removes; `null` where the settings hold no credentials that may. */
export function openRemoval(context: Context, app: AppConfig): Removal | null {
  return openForRemoval(context, app).removal;
}

/** What the apps themselves said right before a plan was made. */
export interface AskedApps {
  removal(app: App): Removal | null;
  /** The accounts of the credentials, as far as the app told them. */
  ownAccounts(app: string): readonly string[];
  /** Whether nobody can tell whose account the credentials are. */
  tellsNoOwner(app: App): boolean;
  /** Why the app would refuse a step: what it said just now, or else what the last read shows. */
  obstacle(app: App, account: Account, step: Pick<StepKey, 'way' | 'license'>): Obstacle | null;
}
