import type { Instant } from '../../domain/day.ts';
import type { Money } from '../../domain/money.ts';
import type { Button, Part } from '../message.ts';

/** One source as the home page sees it. */
export interface HomeConnection {
  readonly name: string;
  readonly kind: 'app' | 'roster';
  readonly state: 'good' | 'held' | 'failed' | 'never-read';
  readonly dataAt: Instant | null;
  /** What went wrong, in the words `health` uses. */
  readonly trouble: string | null;
}

/** Everything the home page of one admin can say. */
export interface HomeView {
  readonly organisation: string;
  readonly timezone: string;
  readonly now: Instant;
  readonly connections: readonly HomeConnection[];
  /** Apps with something to decide on. */
  readonly apps: readonly {
    readonly id: string;
    readonly name: string;
    readonly open: number;
    readonly atStake: Money;
    /** Whether the viewer owns this app (`owner` in the configuration). */
    readonly mine: boolean;
  }[];
  /** The viewer's own accounts, when the roster knows them; `null` when it does not. */
  readonly mine:
    | readonly {
        readonly app: string;
        readonly account: string;
        readonly licenses: readonly string[];
        readonly lastActive: Instant | null;
      }[]
    | null;
  /** Whether the viewer may change anything. */
  readonly mayChange: boolean;
}

/** A page under headings, for platforms that have a page for the bot. */
export interface HomePage {
  readonly summary: string;
  readonly sections: readonly {
    readonly title: string;
    readonly body: readonly Part[];
    readonly buttons: readonly Button[];
  }[];
}

export function homePage(_view: HomeView): HomePage {
  throw new Error('not written yet');
}
