import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { peopleVersion } from '../../store/db/versions.ts';
import { rosterEntries } from '../../store/people/people.ts';
import type { Context } from '../context.ts';
import { peopleIndex } from './people-index.ts';

/** The roster as it is now, to find owners in. */
export type Everybody = () => RosterIndex;

/** Builds the index when it is first needed, once for all apps of a sync, and again only when people have changed in between. */
export function openEverybody(context: Pick<Context, 'config' | 'store' | 'seed'>): Everybody {
  const { store } = context;
  let built: { readonly version: string; readonly index: RosterIndex } | null = null;
  return () => {
    const version = peopleVersion(store);
    if (built?.version !== version) built = { version, index: peopleIndex(context, rosterEntries(store)) };
    return built.index;
  };
}
