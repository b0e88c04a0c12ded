import type { Drift } from '../../domain/groups.ts';
import { hash53Of } from '../../domain/lookup/hash.ts';
import { accountsVersion } from '../../store/db/versions.ts';
import { countExpected, type Expectation, expectation } from '../../store/groups/expected-access.ts';
import { saveDrift } from '../../store/sources/sources.ts';
import { type App, type Context, listApps } from '../context.ts';
import { groupsOf } from './load-groups.ts';

/** Up to this many accounts are counted on demand; for larger apps the numbers are those of the last sync. */
const COUNTED_AT_ONCE = 20_000;

/** What groups grant in the app, compared with what people have; `null` when no group grants it or it was never read. */
export function driftOf(context: Context, app: App): Drift | null {
  const { granting, version } = expected(context, app);
  if (granting.size === 0 || app.source.sealedRun === 0) return null;
  const { drift, total } = app.source.numbers;
  if (drift !== null && (drift.version === version || total > COUNTED_AT_ONCE)) {
    const { granted, covered, without } = drift;
    return { granted, covered, without };
  }
  return countExpected(context.store, expectation(context.store, app.source, granting));
}

/** The question about one app that store/groups/expected-access.ts answers. */
export function expectationOf(context: Context, app: App): Expectation {
  return expectation(context.store, app.source, expected(context, app).granting);
}

/** Counts again what may have changed. Done at the end of a sync, because in a large app it takes seconds. */
export function countDrifts(context: Context): void {
  for (const app of listApps(context)) {
    const { granting, version } = expected(context, app);
    const { drift } = app.source.numbers;
    const none = granting.size === 0 || app.source.sealedRun === 0;
    if (none ? drift === null : drift?.version === version) continue;
    const counted = none
      ? null
      : { ...countExpected(context.store, expectation(context.store, app.source, granting)), version };
    context.store.write(() => saveDrift(context.store, app.source.id, counted));
  }
}

function expected(context: Context, app: App) {
  const { store } = context;
  const granting = groupsOf(context).granting(app.config.id);
  if (granting.size === 0) return { granting, version: '' };
  const names = [...granting].sort();
  const version = JSON.stringify([accountsVersion(store, app.source.id), hash53Of(names, 0, names.length)]);
  return { granting, version };
}
