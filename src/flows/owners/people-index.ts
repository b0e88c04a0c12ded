import { type RosterEntry, type RosterIndex, rosterIndex } from '../../domain/roster-index/roster-index.ts';
import { findSource } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';

/** Looks up owners among these people; where several sources know one human, `precedence` in seatkeeper.yaml says which of them decides. */
export function peopleIndex(
  { config, store, seed }: Pick<Context, 'config' | 'store' | 'seed'>,
  people: Iterable<RosterEntry>,
): RosterIndex {
  const order = config.precedence.status.flatMap((id) => findSource(store, 'roster', id)?.id ?? []);
  if (order.length === 0) return rosterIndex(people, seed);
  return rosterIndex(people, seed, (source) => {
    const at = order.indexOf(source);
    // Sources that are not named decide only about people whom no other source knows.
    return at < 0 ? order.length : at;
  });
}
