import { addDays, type Day, dayStart, type Instant } from '../../domain/day.ts';
import type { BucketDays, HeldBucket, HeldSince, SeatGroup } from '../../domain/money/bucket.ts';
import type { GivenUp } from '../../domain/money/unassigned-seats.ts';
import { isSeat } from '../accounts/account-sql.ts';
import { beforeSql, boundLimit } from '../accounts/day-sql.ts';
import type { Store } from '../db/open.ts';

export interface SeatQuestion extends BucketDays {
  readonly app: number;
  /** Whether only accounts with a license are seats, because the app sells subscriptions. */
  readonly licensed: boolean;
  /** Licenses held since a later day may be in their minimum entitlement period; `null` where no license has one. */
  readonly boundSince: Day | null;
  /** The time zone for days. */
  readonly timezone: string;
}

/** The visible accounts that are a seat. */
const SEATS = `account.app = @app AND gone_at IS NULL AND ${isSeat('account')}
  AND first_run <= (SELECT sealed_run FROM source WHERE source.id = @app) AND (licenses IS NOT NULL OR NOT @licensed)`;

/** Accounts that were there at the app's first read were not new then. */
const SINCE = `coalesce(created, CASE WHEN first_run > (SELECT min(id) FROM run WHERE source = @app AND status = 'complete') THEN first_seen END)`;

/** `bucketOf` in domain/money/bucket.ts, in SQL; a test compares the two. */
const BUCKET = `CASE
  WHEN known = 1 THEN 'known'
  WHEN status = 'inactive' THEN 'leaver'
  WHEN status = 'active' AND row_number() OVER (
    PARTITION BY person, status ORDER BY CASE length(last_active) WHEN 10 THEN last_active ELSE day_in(@timezone, last_active) END DESC, id) > 1 THEN 'duplicate'
  WHEN NOT ${beforeSql(SINCE, 'newSince')} THEN 'new'
  WHEN last_active IS NULL THEN 'no-activity'
  WHEN ${beforeSql('last_active', 'idleBefore')} THEN 'idle'
  ELSE 'used' END`;

/** How many accounts hold which licenses in which bucket. SQLite counts the rows and returns a few groups. */
export function countSeats(store: Store, question: SeatQuestion): readonly SeatGroup[] {
  const { boundSince } = question;
  const by = `licenses, bucket${boundSince === null ? '' : ', first, gained'}`;
  const rows = store.sqlite
    .prepare(
      `SELECT ${by}, count(*) AS count
       FROM (SELECT licenses, ${BUCKET} AS bucket${boundSince === null ? '' : `, ${HELD_SINCE}`} FROM account NOT INDEXED WHERE ${SEATS})
       GROUP BY ${by} ORDER BY ${by}`,
    )
    .all(
      boundSince === null
        ? bound(question)
        : { ...bound(question), boundFrom: dayAfter(boundSince, question.timezone) },
    ) as CountedRow[];
  return rows.map(({ licenses, bucket, first, gained, count }) => {
    const group = { licenses: licenses === null ? [] : (JSON.parse(licenses) as string[]), bucket, count };
    if (boundSince === null) return group;
    const later = JSON.parse(gained ?? '[]') as HeldSince;
    return { ...group, since: first == null ? later : [['', first], ...later] };
  });
}

interface CountedRow {
  readonly licenses: string | null;
  readonly bucket: HeldBucket;
  /** Left out where `boundSince` is `null`. */
  readonly first?: Day | null;
  readonly gained?: string;
  readonly count: number;
}

const HELD_SINCE = `CASE WHEN first_seen >= @boundFrom THEN day_in(@timezone, first_seen) END AS first,
  (SELECT json_group_array(json_array(license, day_in(@timezone, since))) FROM assignment
   WHERE assignment.account = account.id AND ended_at IS NULL AND since >= @boundFrom) AS gained`;

function dayAfter(day: Day, timezone: string): Instant {
  return dayStart(timezone, addDays(day, 1));
}

/** Licenses that accounts of the app gave up and that were assigned after that day. */
export function givenUpSeats(
  store: Store,
  app: number,
  { boundSince, timezone }: { readonly boundSince: Day; readonly timezone: string },
): readonly GivenUp[] {
  return store.sqlite
    .prepare(
      `SELECT license, day_in(@timezone, since) AS since, count(*) AS count
       FROM assignment INDEXED BY assignment_ended CROSS JOIN account ON account.id = assignment.account
       WHERE ended_at IS NOT NULL AND account.app = @app AND assignment.since >= @boundFrom
       GROUP BY license, 2 ORDER BY 2 DESC, license`,
    )
    .all({ app, timezone, boundFrom: dayAfter(boundSince, timezone) }) as GivenUp[];
}

/** The seats in the bucket `idle` that have been unused for longest, as account rows. */
export function longestIdle(store: Store, question: SeatQuestion, limit: number): readonly number[] {
  // Second seats of a person are left out afterwards: checking the owners of a few is faster than sorting all by person.
  const candidates = store.sqlite.prepare(
    `SELECT id, person, status, last_active AS lastActive FROM account NOT INDEXED
     WHERE ${SEATS} AND known = 0 AND status <> 'inactive' AND ${beforeSql('last_active', 'idleBefore')}
       AND coalesce(${beforeSql(SINCE, 'newSince')}, 1) AND (last_active, id) > (@lastActive, @id)
     ORDER BY last_active, id LIMIT @page`,
  );
  const keptInstead = store.sqlite.prepare(
    `SELECT 1 FROM account WHERE person = @person AND ${SEATS} AND status = 'active' AND (
       day_in(@timezone, last_active) > day_in(@timezone, @lastActive)
       OR (day_in(@timezone, last_active) = day_in(@timezone, @lastActive) AND id < @id)) LIMIT 1`,
  );
  const values = bound(question);
  const found: number[] = [];
  const page = Math.max(200, limit * 4);
  for (let last: Candidate = { id: 0, person: null, status: '', lastActive: '' }; ; ) {
    const next = candidates.all({ ...values, page, id: last.id, lastActive: last.lastActive }) as Candidate[];
    for (const { id, person, status, lastActive } of next) {
      const second =
        status === 'active' && keptInstead.get({ ...values, person, lastActive, id }) !== undefined;
      if (!second && found.push(id) === limit) return found;
    }
    const end = next.at(-1);
    if (end === undefined || next.length < page) return found;
    last = end;
  }
}

/**
 * The accounts, as rows, whose owners work here and have not used them for the app's idle days, longest first; without accounts that have
 * an open question, are in a cool-down, or are being removed.
 */
export function seatsToAskAbout(
  store: Store,
  question: SeatQuestion,
  { today, limit }: { readonly today: Day; readonly limit: number },
): readonly number[] {
  return store.sqlite
    .prepare(
      `SELECT id FROM account NOT INDEXED
       WHERE ${SEATS} AND known = 0 AND status = 'active' AND person IS NOT NULL AND state = 'active'
         AND kind IN ('person', 'guest', 'unknown')
         AND ${beforeSql('last_active', 'idleBefore')} AND coalesce(${beforeSql(SINCE, 'newSince')}, 1)
         AND NOT EXISTS (SELECT 1 FROM seat_question WHERE seat_question.app = @app AND seat_question.account = external_id
           AND (ended_at IS NULL OR not_before > @today OR request = 'open'))
         AND NOT EXISTS (SELECT 1 FROM removal_operation WHERE removal_operation.app = @app
           AND removal_operation.account = external_id AND ended_at IS NULL)
       ORDER BY last_active, id LIMIT @limit`,
    )
    .pluck()
    .all({ ...bound(question), today, limit }) as number[];
}

interface Candidate {
  readonly id: number;
  readonly person: number | null;
  readonly status: string;
  readonly lastActive: string;
}

function bound({ app, licensed, idleBefore, newSince, timezone }: SeatQuestion) {
  return {
    app,
    licensed: licensed ? 1 : 0,
    timezone,
    ...boundLimit('idleBefore', idleBefore),
    ...boundLimit('newSince', newSince),
  };
}
