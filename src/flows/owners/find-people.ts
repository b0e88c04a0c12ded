import type { Store } from '../../store/db/open.ts';
import type { StoredPerson } from '../../store/people/people.ts';
import { searchPeopleInTurns } from '../../store/people/person-search.ts';

type FindPeople = (who: string, text: string, limit: number) => Promise<readonly StoredPerson[]>;

/**
 * Finds people while a user types in a chat. Each user has one search at a time, and only the last text they type while it runs is
 * searched for next, so that fast typing keeps nobody else waiting.
 */
export function peopleFinder(store: Store): FindPeople {
  const running = new Map<string, Promise<unknown>>();
  const latest = new Map<string, object>();
  return async (who, text, limit) => {
    const mine = {};
    latest.set(who, mine);
    const before = running.get(who);
    if (before !== undefined) {
      await before;
      if (latest.get(who) !== mine) return [];
    }
    const search = searchPeopleInTurns(store, text, limit);
    running.set(
      who,
      search.catch(() => {}),
    );
    try {
      return await search;
    } finally {
      if (latest.get(who) === mine) {
        latest.delete(who);
        running.delete(who);
      }
    }
  };
}
