import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { peopleVersion } from '../../store/db/versions.ts';
import { rosterEntries } from '../../store/people/people.ts';
import type { Context } from '../context.ts';
import { peopleIndex } from './people-index.ts';

/** The roster as it is now, to find owners in. */
export interface Everybody {
  (): RosterIndex;
  /** One of its readers has ended. After the last one the index is dropped, and built again if anybody asks. */
  leave(): void;
}

/** Builds the index when it is first needed, once for all apps of a sync, and again only when people have changed in between. */
export function openEverybody(context: Pick<Context, 'config' | 'store' | 'seed'>, readers = 1): Everybody {
  const { store } = context;
  let built: { readonly version: string; readonly index: RosterIndex } | null = null;
  let left = readers;
  const everybody = () => {
    const version = peopleVersion(store);
    if (built?.version !== version) built = { version, index: peopleIndex(context, rosterEntries(store)) };
    return built.index;
  };
  return Object.assign(everybody, {
    leave() {
      left--;
      if (left <= 0) built = null;
    },
  });
}
