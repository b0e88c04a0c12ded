import { eq, sql } from 'drizzle-orm';
import type { AlertState } from '../../domain/findings/alert.ts';
import type { NewsList } from '../../domain/findings/news.ts';
import type { Store } from '../db/open.ts';
import { preparedQuery } from '../db/prepared.ts';
import { alert } from './schema.ts';

/** A row of the alert that was handled since the last sync. It stays visible until the next. */
export interface HandledRow {
  readonly account: string;
  readonly text: string;
  /** The decisions it describes, as entries of the audit log; absent in rows of earlier versions. */
  readonly decision?: LoggedDecision;
  /** How many of them have been taken back since. */
  readonly back?: number;
}

/** Decisions of one admin at one moment: the numbers of the first and last entry in the audit log. */
export interface LoggedDecision {
  readonly first: number;
  readonly last: number;
  readonly at: string;
}

export interface StoredAlert extends AlertState {
  readonly handled: readonly HandledRow[];
  /** The whole alert stays silent before this day. */
  readonly snoozedUntil: string | null;
  readonly news: NewsList | null;
}

const ofApp = preparedQuery(({ db }) =>
  db
    .select()
    .from(alert)
    .where(eq(alert.app, sql.placeholder('app')))
    .prepare(),
);

export function findAlert(store: Store, app: number): StoredAlert | null {
  const row = ofApp(store).get({ app });
  if (row === undefined) return null;
  const news = row.news === null ? null : (JSON.parse(row.news) as NewsList);
  return { ...row, handled: JSON.parse(row.handled) as HandledRow[], news };
}

export function saveAlert(
  store: Store,
  app: number,
  { phase, postedAt, handled, snoozedUntil, news }: StoredAlert,
): void {
  const values = {
    phase,
    postedAt,
    handled: JSON.stringify(handled),
    snoozedUntil,
    news: news === null ? null : JSON.stringify(news),
  };
  store.db
    .insert(alert)
    .values({ app, ...values })
    .onConflictDoUpdate({ target: alert.app, set: values })
    .run();
}
