import { licenseName } from '../licenses/subscription.ts';
import type { SeatGroup } from './bucket.ts';

interface Named {
  readonly id: string;
  readonly sku: string;
  /** In lower case, as `licenseName` makes them. */
  readonly names: readonly string[];
  readonly goneAt: string | null;
}

/** The names of licenses whose subscriptions are all gone, so that they no longer cost anything. */
export function goneNames(subscriptions: readonly Named[]): ReadonlySet<string> {
  const called = (of: readonly Named[]) =>
    of.flatMap(({ id, sku, names }) => [licenseName(id), licenseName(sku), ...names]);
  const current = new Set(called(subscriptions.filter(({ goneAt }) => goneAt === null)));
  const gone = called(subscriptions.filter(({ goneAt }) => goneAt !== null));
  return new Set(gone.filter((name) => name !== '' && !current.has(name)));
}

/** The groups without the licenses that are gone, and how many seats those were. */
export function withoutGone(
  groups: readonly SeatGroup[],
  gone: ReadonlySet<string>,
): { readonly groups: readonly SeatGroup[]; readonly seats: number } {
  if (gone.size === 0) return { groups, seats: 0 };
  let seats = 0;
  const kept = groups.map((group) => {
    const licenses = group.licenses.filter((license) => !gone.has(licenseName(license)));
    seats += (group.licenses.length - licenses.length) * group.count;
    return licenses.length === group.licenses.length ? group : { ...group, licenses };
  });
  return { groups: kept, seats };
}
