interface WithManager<Item> {
  readonly item: Item;
  readonly manager: string | null;
}

/** Somebody who may be a manager, and may have one. */
interface Managed {
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly emails: readonly string[];
}

export interface ManagerNames<Item> {
  /** Returns people of this page and earlier ones whose manager is known by now. */
  take(page: readonly Item[]): WithManager<Item>[];
  /** The people whose manager came after them, in pages; a manager who never came is left out. */
  rest(): Generator<WithManager<Item>[]>;
}

const PAGE = 1000;

/**
 * SCIM names a manager by the id of another user (RFC 7643 §4.3), whom a list may bring later, so people who report to them
 * wait until the list has ended. Managers are shown as `Ada Keller (ada@acme.co)`.
 */
export function managerNames<Item extends Managed>(
  managerOf: (item: Item) => { readonly name: string } | { readonly id: string } | null,
): ManagerNames<Item> {
  const names = new Map<string, string>();
  const waiting: { item: Item; by: string }[] = [];
  return {
    take(page) {
      for (const item of page) names.set(item.id, labelOf(item));
      return page.flatMap((item): WithManager<Item>[] => {
        const manager = managerOf(item);
        if (manager === null) return [{ item, manager: null }];
        if ('name' in manager) return [{ item, manager: manager.name }];
        const found = names.get(manager.id);
        if (found !== undefined) return [{ item, manager: found }];
        waiting.push({ item, by: manager.id });
        return [];
      });
    },
    *rest() {
      for (let at = 0; at < waiting.length; at += PAGE)
        yield waiting.slice(at, at + PAGE).map(({ item, by }) => ({ item, manager: names.get(by) ?? null }));
    },
  };
}

function labelOf({ id, name, username, emails: [email] }: Managed): string {
  if (name !== null && email !== undefined) return `${name} (${email})`;
  return name ?? email ?? username ?? id;
}
