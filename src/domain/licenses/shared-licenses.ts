import type { HeldSet } from './holders.ts';
import { licenseIndex } from './holders.ts';
import { licenseName } from './subscription.ts';

/**
 * Subscriptions that an app calls by one name, such as two contracts for one product. An account shows that it holds one of them, but
 * not which one, so the seats that are held can be compared only with what was bought of all of them together.
 */
export interface SharedLicense {
  /** Their ids, in the order of the inventory; at least two. */
  readonly subscriptions: readonly string[];
  /** How many accounts hold one of them. */
  readonly holders: number;
}

interface Named {
  readonly id: string;
  readonly sku: string;
  readonly names: readonly string[];
  readonly goneAt: string | null;
}

/** The shared licenses among these subscriptions, by the names that accounts hold. Names that no account holds tie nothing together. */
export function sharedLicenses(
  subscriptions: readonly Named[],
  held: readonly HeldSet[] | null,
): readonly SharedLicense[] {
  if (held === null) return [];
  const meant = licenseIndex(subscriptions);
  const group = new Map<string, string>();
  const root = (id: string): string => {
    const above = group.get(id) ?? id;
    return above === id ? id : root(above);
  };
  const names = new Set(held.flatMap(({ licenses }) => licenses.map(licenseName)));
  for (const name of names) {
    const [first, ...others] = meant(name);
    for (const other of others) if (first !== undefined) group.set(root(other.id), root(first.id));
  }
  const members = new Map<string, string[]>();
  for (const { id } of subscriptions) members.set(root(id), [...(members.get(root(id)) ?? []), id]);
  return [...members.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => ({
      subscriptions: ids,
      holders: held
        .filter(({ licenses }) => licenses.some((name) => meant(name).some(({ id }) => ids.includes(id))))
        .reduce((sum, { count }) => sum + count, 0),
    }));
}

/** The names of licenses that accounts hold and no subscription has, with how many accounts hold each, the most first. */
export function unlistedLicenses(
  subscriptions: readonly Named[],
  held: readonly HeldSet[] | null,
): readonly { readonly name: string; readonly accounts: number }[] {
  if (held === null || subscriptions.length === 0) return [];
  const meant = licenseIndex(subscriptions);
  const counts = new Map<string, { name: string; accounts: number }>();
  for (const { licenses, count } of held)
    for (const name of new Map(licenses.map((license) => [licenseName(license), license.trim()])).values()) {
      if (name === '' || meant(name).length > 0) continue;
      const before = counts.get(licenseName(name));
      counts.set(licenseName(name), {
        name: before?.name ?? name,
        accounts: (before?.accounts ?? 0) + count,
      });
    }
  return [...counts.values()].sort((a, b) => b.accounts - a.accounts || (a.name < b.name ? -1 : 1));
}
