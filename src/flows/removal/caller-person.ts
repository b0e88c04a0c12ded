import { addressesOf, type Caller } from '../../domain/caller.ts';
import type { Actor } from '../../domain/removal/second-person.ts';
import { replacementOf } from '../../store/people/people.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import type { Context } from '../context.ts';

type Who = Pick<Caller, 'id' | 'emails'>;

/** The caller as a person in the roster, where exactly one person has their addresses. */
export function actorOf(context: Context, by: Who): Actor {
  const { store } = context;
  const addresses = knownAddresses(context, by);
  const found = addresses.flatMap((address) => peopleAt(store, address, 20));
  const people = new Set(found.map(({ ref }) => replacementOf(store, ref)));
  const [only] = people;
  return { id: by.id, person: people.size === 1 ? (only ?? null) : null, addresses };
}

/** The addresses that their platform reports; for a user of this machine, those of `admin.terminal` in seatkeeper.yaml. */
function knownAddresses({ config }: Context, { id, emails = [] }: Who): readonly string[] {
  const users = config.admin.terminal?.users ?? {};
  const user = id.startsWith('terminal:') ? id.slice('terminal:'.length) : null;
  const named = user !== null && Object.hasOwn(users, user) ? users[user] : undefined;
  return [...addressesOf({ emails }), ...(named === undefined ? [] : [named])];
}
