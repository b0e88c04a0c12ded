import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { groupsHere } from './employed-person-sql.ts';
import { fieldHere } from './field-order.ts';

/** What tables show of the owner of an account. */
export interface AccountOwner {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly department: string | null;
  readonly manager: string | null;
  /** Last working day. */
  readonly endDate: string | null;
  /** The groups that can grant something; none for a person who left. */
  readonly groups: readonly string[];
}

/** Owners for pages of accounts. Read in blocks of neighbouring rows, because accounts near each other have owners near each other. */
export interface Owners {
  load(refs: Iterable<number | null>): void;
  /** An owner that was loaded with the same page. */
  of(ref: number): AccountOwner | null;
}

const BLOCK = 64;
/** Blocks of 230,000 people: about 50 MB. In a larger company, all are dropped at this number and read again. */
const MOST = 3600;

type OwnerRow = [
  ref: number,
  id: string,
  name: string,
  email: string | null,
  department: string | null,
  manager: string | null,
  endDate: string | null,
  groups: string,
];

export function ownersOf(store: Store): Owners {
  /** By block, and by place inside it: one map of everybody would be larger than the processor's cache. */
  const blocks = new Map<number, readonly (AccountOwner | undefined)[]>();
  const groupsOf = parsedLists();
  const read = prepared(
    store,
    `SELECT id, external_id, name, email, ${fieldHere(store, 'department')}, ${fieldHere(store, 'manager')}, end_date, ${groupsHere(store)} FROM person p WHERE id BETWEEN ? AND ?`,
  ).raw();
  const shared = sharedTexts();

  function loadBlock(block: number): void {
    const owners = new Array<AccountOwner | undefined>(BLOCK);
    blocks.set(block, owners);
    const rows = read.all(block * BLOCK, (block + 1) * BLOCK - 1);
    for (const [ref, id, name, email, department, manager, endDate, groups] of rows as OwnerRow[])
      owners[ref % BLOCK] = {
        id,
        name,
        email,
        department: shared(department),
        manager: shared(manager),
        endDate,
        groups: groupsOf(groups),
      };
  }

  return {
    load(refs) {
      if (blocks.size > MOST) blocks.clear();
      for (const ref of refs) {
        if (ref === null) continue;
        const block = Math.floor(ref / BLOCK);
        if (!blocks.has(block)) loadBlock(block);
      }
    },
    of: (ref) => blocks.get(Math.floor(ref / BLOCK))?.[ref % BLOCK] ?? null,
  };
}

/** One owner, without reading a block. */
export function ownerByRef(store: Store, ref: number): AccountOwner | null {
  const found = prepared(
    store,
    `SELECT external_id AS id, name, email, ${fieldHere(store, 'department')} AS department, ${fieldHere(store, 'manager')} AS manager, end_date AS endDate, ${groupsHere(store)} AS "groups"
     FROM person p WHERE id = ?`,
  ).get(ref) as (Omit<AccountOwner, 'groups'> & { groups: string }) | undefined;
  return found === undefined ? null : { ...found, groups: JSON.parse(found.groups) as string[] };
}

/** Keeps one copy of texts that many people share, such as departments. */
function sharedTexts(): (text: string | null) => string | null {
  const texts = new Map<string, string>();
  return (text) => {
    if (text === null) return null;
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size > 20_000) texts.clear();
    texts.set(text, text);
    return text;
  };
}

/** Parses JSON lists; nearly every row has one of the same few. */
export function parsedLists(): (json: string) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  return (json) => {
    const known = lists.get(json);
    if (known !== undefined) return known;
    if (lists.size > 1000) lists.clear();
    const list = JSON.parse(json) as string[];
    lists.set(json, list);
    return list;
  };
}
