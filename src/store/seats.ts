import type { BucketDays, HeldBucket, SeatGroup } from '../domain/bucket.ts';
import { decisionBasis } from './decisions.ts';
import type { Store } from './open.ts';

export interface SeatQuestion extends BucketDays {
  readonly app: number;
  /** Only accounts that hold a licence are seats: the app sells subscriptions. */
  readonly licensed: boolean;
}

/** The accounts of the picture that are a seat; as `holdsSeat` in domain/account.ts. */
const SEATS = `account.app = @app AND gone_at IS NULL AND state NOT IN ('deactivated', 'deleted')
  AND first_run <= (SELECT sealed_run FROM source WHERE source.id = @app) AND (licenses IS NOT NULL OR NOT @licensed)`;

/** What was there when the app was first read was not new then. */
const SINCE = `coalesce(created, CASE WHEN first_run > (SELECT min(id) FROM run WHERE source = @app AND status = 'complete') THEN first_seen END)`;

/** `bucketOf` in domain/bucket.ts, as SQL: a test holds the two against each other. */
const BUCKET = `CASE
  WHEN known = 1 THEN 'known'
  WHEN status = 'inactive' THEN 'leaver'
  WHEN status = 'active' AND row_number() OVER (
    PARTITION BY person, status ORDER BY substr(last_active, 1, 10) DESC, id) > 1 THEN 'duplicate'
  WHEN ${SINCE} >= @newSince THEN 'new'
  WHEN last_active IS NULL THEN 'no-activity'
  WHEN last_active < @idleBefore THEN 'idle'
  ELSE 'used' END`;

/** How many accounts hold which licences in which bucket: the rows are counted by SQLite, and a handful of groups comes out. */
export function countSeats(store: Store, question: SeatQuestion): readonly SeatGroup[] {
  const rows = store.sqlite
    .prepare(
      `SELECT licenses, bucket, count(*) AS count
       FROM (SELECT licenses, ${BUCKET} AS bucket FROM account NOT INDEXED WHERE ${SEATS})
       GROUP BY licenses, bucket ORDER BY licenses, bucket`,
    )
    .all(bound(question)) as { licenses: string | null; bucket: HeldBucket; count: number }[];
  return rows.map(({ licenses, bucket, count }) => ({
    licenses: licenses === null ? [] : (JSON.parse(licenses) as string[]),
    bucket,
    count,
  }));
}

/** The seats longest out of use of those in the bucket `idle`, as account rows. */
export function longestIdle(store: Store, question: SeatQuestion, limit: number): readonly number[] {
  return store.sqlite
    .prepare(
      `SELECT id FROM (SELECT id, last_active, ${BUCKET} AS bucket FROM account NOT INDEXED WHERE ${SEATS})
       WHERE bucket = 'idle' ORDER BY last_active, id LIMIT @limit`,
    )
    .pluck()
    .all({ ...bound(question), limit }) as number[];
}

function bound({ app, licensed, idleBefore, newSince }: SeatQuestion) {
  return { app, licensed: licensed ? 1 : 0, idleBefore, newSince };
}

/** Changes whenever a read, a decision or a person added by hand may have changed what a seat of the app is. */
export function seatsBasis(store: Store, app: number): string {
  const changed = store.sqlite
    .prepare(
      `SELECT id FROM run WHERE source = ? AND status = 'complete' AND coalesce(json_extract(counts, '$.added'), 0)
         + coalesce(json_extract(counts, '$.changed'), 0) + coalesce(json_extract(counts, '$.gone'), 0) > 0
       ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const sources = store.sqlite
    .prepare("SELECT id FROM source WHERE kind = 'roster' OR id = ? ORDER BY id")
    .pluck()
    .all(app) as number[];
  const [byHand] = decisionBasis(store).split(' ');
  const people = store.sqlite
    .prepare(
      "SELECT count(*) FROM person JOIN source ON source.id = person.source WHERE source.name = 'hand'",
    )
    .pluck()
    .get();
  return `${sources.map((id) => changed.get(id) ?? 0).join()} ${byHand} +${people}`;
}
