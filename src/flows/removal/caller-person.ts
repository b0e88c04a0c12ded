import type { Caller } from '../../domain/caller.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Actor } from '../../domain/removal/second-person.ts';
import { replacementOf } from '../../store/people/people.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import type { Context } from '../context.ts';

/** The caller as one of the roster's people, where their platform tells their address and one person alone has it. */
export function actorOf({ store }: Context, { id, email }: Pick<Caller, 'id' | 'email'>): Actor {
  const address = email === undefined ? null : normaliseEmail(email);
  if (address === null) return { id, person: null };
  const people = new Set(peopleAt(store, address, 20).map(({ ref }) => replacementOf(store, ref)));
  const [only] = people;
  return { id, person: people.size === 1 ? (only ?? null) : null };
}
