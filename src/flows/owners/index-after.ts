import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import {
  type PendingRun,
  rosterEntriesAfter,
  rosterEntriesNearAfter,
} from '../../store/intake/roster-preview.ts';
import type { Near } from '../../store/people/people-near.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, today } from '../context.ts';
import { peopleIndex } from './people-index.ts';

/** For more changed people than these, reading the whole roster once is cheaper than looking people up one by one. */
const FEW = 5000;

/** What to assume once the run is sealed. */
export function pendingRun(
  context: Context,
  source: Source,
  run: number,
  {
    gone,
    successors,
  }: { readonly gone: readonly number[]; readonly successors?: ReadonlyMap<number, number> | undefined },
): PendingRun {
  const leaving = new Set(gone);
  return {
    source: source.id,
    run,
    gone: (ref) => leaving.has(ref),
    replaced: (ref) => successors?.has(ref) ?? false,
    today: today(context),
  };
}

/** All people as they will be once the run is sealed. */
export function indexAfter(context: Context, pending: PendingRun): RosterIndex {
  return peopleIndex(context, rosterEntriesAfter(context.store, pending));
}

/** Finds people as they will be near these keys and people: of everybody when many change, otherwise of as few as decide. */
export function openIndexAfter(
  context: Context,
  pending: PendingRun,
  changed: readonly number[],
): (near: Near) => RosterIndex {
  if (changed.length > FEW) {
    const everybody = indexAfter(context, pending);
    return () => everybody;
  }
  return (near) => peopleIndex(context, rosterEntriesNearAfter(context.store, pending, { ...near, changed }));
}
