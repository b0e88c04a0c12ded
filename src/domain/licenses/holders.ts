import { licenseName } from './subscription.ts';

/** How many accounts hold exactly these licenses, as the app calls them. */
export interface HeldSet {
  readonly licenses: readonly string[];
  readonly count: number;
}

interface Named {
  readonly id: string;
  readonly sku: string;
  readonly names: readonly string[];
  readonly goneAt: string | null;
}

/**
 * Which subscriptions an app may mean by the name of a license: an id means one; a SKU or a product name may mean several.
 * Subscriptions that are gone count only when no current one matches.
 */
export function licenseIndex<Item extends Named>(
  subscriptions: readonly Item[],
): (license: string) => readonly Item[] {
  const levels = [
    index(subscriptions, ({ id }) => [licenseName(id)]),
    index(subscriptions, ({ sku }) => [licenseName(sku)]),
    index(subscriptions, ({ names }) => names),
  ];
  return (license) => {
    const name = licenseName(license);
    const found = levels.flatMap((level) => level.get(name) ?? []);
    const current = found.filter(({ goneAt }) => goneAt === null);
    const meant = levels.map((level) => among(level.get(name), current.length > 0));
    return meant.find((items) => items.length > 0) ?? [];
  };
}

function among<Item extends Named>(items: readonly Item[] = [], current: boolean): readonly Item[] {
  return current ? items.filter(({ goneAt }) => goneAt === null) : items;
}

function index<Item extends Named>(
  subscriptions: readonly Item[],
  namesOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of subscriptions)
    for (const name of namesOf(item)) found.set(name, [...(found.get(name) ?? []), item]);
  return found;
}

/**
 * How many accounts hold each subscription, by id. `null` where that is not known: nothing was counted, or one
 * name means several subscriptions and its seats cannot be divided among them.
 */
export function holdersOf(
  subscriptions: readonly Named[],
  held: readonly HeldSet[] | null,
): ReadonlyMap<string, number | null> {
  const counts = new Map<string, number | null>(
    subscriptions.map(({ id }) => [id, held === null ? null : 0]),
  );
  const meant = licenseIndex(subscriptions);
  for (const { licenses, count } of held ?? []) {
    const meantBySet = licenses.map((license) => meant(license));
    for (const items of meantBySet) if (items.length > 1) for (const { id } of items) counts.set(id, null);
    const ids = new Set(meantBySet.flatMap((items) => (items.length === 1 ? [items[0]?.id ?? ''] : [])));
    for (const id of ids) {
      const before = counts.get(id);
      if (typeof before === 'number') counts.set(id, before + count);
    }
  }
  return counts;
}

/** More sets than any real app has; after that, single licenses are counted. */
const MANY = 2000;
const TOO_MANY = 5000;

/** Counts while the accounts are read: counting a million of them afterwards is slow. */
export function heldCounter(): {
  add(licenses: readonly string[], accounts?: number): void;
  /** `null`: the app has a different name for nearly every seat, so nothing can be counted. */
  sets(): readonly HeldSet[] | null;
} {
  const counts = new Map<string, { licenses: readonly string[]; count: number }>();
  const take = (key: string, licenses: readonly string[], accounts: number) => {
    const held = counts.get(key);
    if (held !== undefined) held.count += accounts;
    else if (counts.size <= TOO_MANY) counts.set(key, { licenses, count: accounts });
  };
  return {
    add(licenses, accounts = 1) {
      const [only = '', second] = licenses;
      if (second === undefined) {
        if (licenses.length > 0) take(only, licenses, accounts);
        return;
      }
      const key = licenses.join('\u0000');
      if (counts.size < MANY || counts.has(key)) take(key, licenses, accounts);
      else for (const license of new Set(licenses)) take(license, [license], accounts);
    },
    sets: () => (counts.size > TOO_MANY ? null : [...counts.values()]),
  };
}
