import type { z } from 'zod';
import { HOUR_MS } from '../../domain/day.ts';
import type { KeptList, ListToKeep } from '../../domain/kept/kept-list.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { type ChangedList, changedList } from '../kept-list/changed-list.ts';
import { digestOf, type KeptState, keptState } from '../kept-list/kept-state.ts';
import { packRows } from '../kept-list/packed-rows.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { listWith, rowsOf, withFields } from '../microsoft-graph/list.ts';
import { type GraphUser, PAGE_SIZE, seen } from '../microsoft-graph/users.ts';
import { changesSince, countUsers, linkFromNow } from './user-changes.ts';

/** A list that was read in whole within so long is gone on from: so a source that is read once a day is always read in whole. */
const GO_ON_MS = 20 * HOUR_MS;
/** A longer list is kept. A shorter one is read in whole by as few requests as what has changed. */
const WORTH_KEEPING = 2 * PAGE_SIZE;
/** What is kept of a longer list would need too much memory until it is sealed. */
const MOST_KEPT = 500_000;
/** As many as `id in (…)` takes: https://learn.microsoft.com/graph/filter-query-parameter */
const AT_ONCE = 15;
/** Raised when something else is kept of a user than before. */
const FORMAT = 1;
/** Changes to it are not tracked: https://learn.microsoft.com/graph/api/user-delta */
const UNTRACKED = 'licenseAssignmentStates';

type UserRow = Pick<GraphUser, 'id' | 'accountEnabled'>;

export interface UsersRead<Row extends UserRow> {
  readonly io: Pick<ConnectorIo, 'kept' | 'now' | 'domains'>;
  /** What of the settings decides who is listed. No secrets. */
  readonly server: unknown;
  readonly fields: readonly string[];
  /** Besides `$select`: `&$expand=…`. */
  readonly expand: string;
  /** What is expanded, and changes as a field does. */
  readonly expanded: readonly string[];
  readonly row: z.ZodType<Row>;
  /** What is kept of a user: nothing that the account or person does not need. */
  readonly reduced: (row: Row) => Row;
  /** What others who have changed, or are gone, change in a user. */
  readonly besides?: (row: Row, changed: ReadonlyMap<string, Row>, removed: ReadonlySet<string>) => Row;
}

export interface KeptUsers<Row> {
  /** Every user. */
  pages(): AsyncGenerator<readonly Row[]>;
  keeps(): ListToKeep | null;
}

/**
 * Every user of the tenant, always the whole list, which is read in whole at least once a day. Between, Graph is asked who has changed; those are read again one
 * by one, and stand in the list that the read before left. Whenever the two do not make a whole list, it is read in whole.
 */
export function openKeptUsers<Row extends UserRow>(
  client: GraphClient,
  read: UsersRead<Row>,
): KeptUsers<Row> {
  const { io, fields, expand, expanded, reduced, row: schema } = read;
  const rowsIn = rowsOf(schema);
  const digest = digestOf([FORMAT, read.server, io.domains, fields, expand]);
  const now = () => io.now().toISOString();
  const since = (at: string) => io.now().getTime() - Date.parse(at);
  const watched = [...fields.filter((field) => field !== UNTRACKED), ...expanded];
  let keeping: ListToKeep | null = null;

  async function* pages(): AsyncGenerator<readonly Row[]> {
    keeping = null;
    const kept = io.kept?.() ?? null;
    const state = keptState(kept);
    if (kept !== null && state !== null && goesOn(kept, state)) {
      const found = await changesIn(kept, state);
      if (found === 'not-told') yield* wholeList(await linkFromNow(client, watched), now());
      // A link that does not say what Graph counts says it no better an hour later.
      else if (found === 'not-whole') yield* wholeList(null, now());
      else yield* keptPages(kept, state, found);
    } else yield* wholeList(...(await linkFor(state)));
  }

  function goesOn({ current, wholeAt }: KeptList, { link, rows, digest: kept }: KeptState): boolean {
    const age = since(wholeAt);
    return current && link !== null && kept === digest && rows > WORTH_KEEPING && age >= 0 && age < GO_ON_MS;
  }

  /** The link for the reads after a whole one, and when it was made. It must be older than the list: what changes meanwhile is told again. */
  async function linkFor(state: KeptState | null): Promise<[link: string | null, at: string | null]> {
    if (io.kept === undefined) return [null, null];
    if (state !== null && state.rows <= WORTH_KEEPING) return [null, null];
    const isOld = state === null || state.linkAt === null || since(state.linkAt) >= GO_ON_MS;
    // A copy of the directory that lags behind a new link would be believed: the link of the read before is the better one.
    if (state !== null && state.digest === digest && !isOld) return [state.link, state.linkAt];
    return [await linkFromNow(client, watched), now()];
  }

  async function* wholeList(link: string | null, linkAt: string | null): AsyncGenerator<readonly Row[]> {
    const wholeAt = now();
    const packed: Promise<Uint8Array>[] = [];
    let rows = 0;
    const users = listWith(
      client,
      fields,
      (select) => `users?$top=${PAGE_SIZE}&$select=${select}${expand}`,
      (answer) => seen(client, rowsIn(answer)),
    );
    for await (const page of users) {
      rows += page.length;
      if (link !== null && rows <= MOST_KEPT) {
        const packing = packRows(page.map(reduced));
        // Thrown where it is awaited, unless the list fails before.
        packing.catch(() => {});
        packed.push(packing);
      }
      yield page;
    }
    if (io.kept === undefined) return;
    const all = rows > WORTH_KEEPING && rows <= MOST_KEPT ? await Promise.all(packed) : [];
    const state: KeptState = {
      link: rows > MOST_KEPT ? null : link,
      linkAt,
      digest,
      rows,
      pages: all.length,
    };
    keeping = { state: JSON.stringify(state), wholeAt, pages: new Map(all.entries()), whole: true };
  }

  async function changesIn(kept: KeptList, state: KeptState) {
    const most = AT_ONCE * Math.floor(state.rows / PAGE_SIZE);
    const found = await changesSince(client, state.link ?? '', most);
    const changed = found === null ? null : await readAgain(found.changed);
    if (found === null || changed === null) return 'not-told';
    const total = await countUsers(client);
    if (total === null) return 'not-whole';
    const { removed, link } = found;
    const list = await changedList<Row>(kept, state, {
      changed,
      removed,
      total,
      besides: (row) => read.besides?.(row, changed, removed) ?? row,
      lost: () => client.api.changed('lists users who were kept, and are no longer'),
    });
    return list === null ? 'not-whole' : { list, link, total };
  }

  /**
   * The users whom a link tells of, read whole: it leaves out what was never set, and says nothing of how licenses came. What it does say is believed, as
   * the copy of the directory that answers now may lag behind. `null` where one of them is not there.
   */
  async function readAgain(
    said: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  ): Promise<ReadonlyMap<string, Row> | null> {
    const found = new Map<string, Row>();
    const ids = [...said.keys()];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE).map((id) => `'${id.replaceAll("'", "''")}'`);
      const filter = encodeURIComponent(`id in (${some.join(',')})`);
      const answer = await withFields(fields, (select) =>
        client.api.send(`users?$filter=${filter}&$select=${select}${expand}`, {
          method: 'GET',
          accept: ['start-over', 'invalid'],
        }),
      );
      if (answer.means !== 'fine') return null;
      for (const row of seen(client, rowsIn(answer))) {
        const told = Object.entries(said.get(row.id) ?? {}).filter(
          ([name]) => fields.includes(name) && name !== UNTRACKED,
        );
        const whole = schema.safeParse({ ...row, ...Object.fromEntries(told) });
        if (!whole.success) return null;
        found.set(row.id, reduced(whole.data));
      }
    }
    return ids.every((id) => found.has(id)) ? found : null;
  }

  async function* keptPages(
    { wholeAt }: KeptList,
    { pages: before }: KeptState,
    { list, link, total }: { readonly list: ChangedList<Row>; readonly link: string; readonly total: number },
  ): AsyncGenerator<readonly Row[]> {
    const linkAt = now();
    const changed = new Map<number, Uint8Array>();
    yield* list.pages((number, rows) => void changed.set(number, rows));
    const pages = before + (list.added.length > 0 ? 1 : 0);
    const state: KeptState = { link, linkAt, digest, rows: total, pages };
    keeping = { state: JSON.stringify(state), wholeAt, pages: changed, whole: false };
  }

  return { pages, keeps: () => keeping };
}
