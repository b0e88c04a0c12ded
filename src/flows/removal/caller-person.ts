import { addressesOf, type Caller } from '../../domain/caller.ts';
import type { Actor } from '../../domain/removal/second-person.ts';
import { replacementOf } from '../../store/people/people.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import type { Context } from '../context.ts';

/** The caller as one of the roster's people, where their platform tells their addresses and one person alone has them. */
export function actorOf({ store }: Context, { id, emails = [] }: Pick<Caller, 'id' | 'emails'>): Actor {
  const found = addressesOf({ emails }).flatMap((address) => peopleAt(store, address, 20));
  const people = new Set(found.map(({ ref }) => replacementOf(store, ref)));
  const [only] = people;
  return { id, person: people.size === 1 ? (only ?? null) : null };
}
