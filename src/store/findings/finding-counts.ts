import type { Concern } from '../../domain/findings/classify.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { isSeat } from '../accounts/account-sql.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { versionOf } from '../db/versions.ts';
import { keptAnswers } from '../kept-answers.ts';
import { SHOWN } from './listed-findings.ts';

export interface OpenCounts {
  readonly byConcern: Readonly<Partial<Record<Concern, number>>>;
  readonly open: number;
  readonly snoozed: number;
  /** Admins said that they removed them, and no read has shown it yet; not in `open`. */
  readonly claimed: number;
}

export function openCounts(store: Store, app: number): OpenCounts {
  return counted(store, app, versionOf(store, [`findings:${app}`]), () => countOpen(store, app));
}

const counted = keptAnswers<OpenCounts>();

function countOpen(store: Store, app: number): OpenCounts {
  const rows = store.sqlite
    .prepare(
      `SELECT concern, snoozed_until IS NOT NULL AS snoozed, sum(n) AS n FROM (
         SELECT concern, snoozed_until, count(*) AS n FROM finding INDEXED BY finding_open
         WHERE app = ? AND closed_at IS NULL GROUP BY concern, snoozed_until) GROUP BY 1, 2`,
    )
    .all(app) as { concern: Concern; snoozed: number; n: number }[];
  const byConcern: Partial<Record<Concern, number>> = {};
  let open = 0;
  let snoozed = 0;
  for (const row of rows) {
    if (row.snoozed === 1) snoozed += row.n;
    else {
      open += row.n;
      byConcern[row.concern] = (byConcern[row.concern] ?? 0) + row.n;
    }
  }
  const claims = store.sqlite
    .prepare(
      `SELECT concern, count(*) AS n FROM finding ${indexHint(store, 'finding_removal')}
       WHERE app = ? AND removal_said IS NOT NULL AND closed_at IS NULL AND snoozed_until IS NULL GROUP BY concern`,
    )
    .all(app) as { concern: Concern; n: number }[];
  let claimed = 0;
  for (const { concern, n } of claims) {
    claimed += n;
    byConcern[concern] = (byConcern[concern] ?? 0) - n;
  }
  return { byConcern, open: open - claimed, snoozed, claimed };
}

/** How many findings were closed since that moment, by how. */
export function closedSince(
  store: Store,
  app: number,
  since: string,
): readonly { readonly row: number; readonly closing: Closing }[] {
  return store.sqlite
    .prepare(
      'SELECT account AS row, closing FROM finding WHERE app = ? AND closed_at >= ? AND closing IS NOT NULL',
    )
    .all(app, since) as { row: number; closing: Closing }[];
}

/** People who left and wait for a decision: how many, with how many accounts, and how many of those hold a license. */
export interface Leavers {
  readonly people: number;
  readonly accounts: number;
  readonly licensed: number;
}

export function openLeavers(store: Store, app: number): Leavers {
  return store.sqlite
    .prepare(
      `SELECT count(DISTINCT coalesce(account.person, -account.id)) AS people, count(*) AS accounts,
         count(*) FILTER (WHERE account.licenses IS NOT NULL) AS licensed
       FROM finding JOIN account ON account.id = finding.account
       WHERE finding.app = ? AND finding.concern IN ('active-after-leaving', 'offboarded') AND ${SHOWN}`,
    )
    .get(app) as Leavers;
}

/** What the accounts of people who left or are inactive hold, counted by set of licenses; snoozed findings are counted separately. */
export function licensesAtStake(
  store: Store,
  app: number,
): readonly { licenses: readonly string[]; snoozed: boolean; count: number }[] {
  const groups = store.sqlite
    .prepare(
      `SELECT account.licenses AS licenses, snoozed_until IS NOT NULL AS snoozed, count(*) AS count FROM finding JOIN account ON account.id = finding.account
       WHERE finding.app = ? AND finding.closed_at IS NULL AND finding.concern <> 'unknown' GROUP BY 1, 2`,
    )
    .all(app) as { licenses: string | null; snoozed: number; count: number }[];
  return groups.map(({ licenses, snoozed, count }) => ({
    licenses: licenses === null ? [] : (JSON.parse(licenses) as string[]),
    snoozed: snoozed === 1,
    count,
  }));
}

/** Accounts of people who left that hold a seat because an admin said that this is fine. */
export function keptByLeavers(store: Store, app: number): number {
  return store.sqlite
    .prepare(
      `SELECT count(*) FROM account ${indexHint(store, 'account_attention')}
       WHERE app = ? AND status <> 'active' AND offboarded = 1 AND known = 1 AND gone_at IS NULL AND ${isSeat('account')}`,
    )
    .pluck()
    .get(app) as number;
}
