import type { Account } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { NONE_SET_ASIDE, type SetAside } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { AppColumn, PlanLimits } from '../base/connector.ts';
import type { AccountField } from '../csv-accounts/account-names.ts';
import { ownColumns, tellsEmail, tellsLastUse } from '../csv-accounts/accounts.ts';
import { furtherAccounts, isApart } from '../csv-accounts/join-accounts.ts';
import type { Shape } from '../csv-table/shape.ts';
import { readHeaderOf, readTable } from '../csv-table/table.ts';
import { badFile, type CsvFile, modifiedAt } from '../csv-text/file.ts';
import type { NamedFile } from '../files/named-file.ts';
import { notesOf, type ReadFile, withheldFrom } from './read-files.ts';

type AccountShape = Shape<AccountField, Account>;
/** How a file of that moment is read; without one, dates that are relative to it are not. */
type ShapeAt = (at?: Instant) => AccountShape;

/** The files of one app, read as one list. */
export interface AccountFiles {
  /** Every account, those of several files joined. */
  read(shape: ShapeAt): AsyncGenerator<readonly Account[]>;
  /** What no file tells. */
  missing(shape: () => AccountShape): Promise<{ readonly email: boolean; readonly lastActive: boolean }>;
  /** What is told only by files that have hardly an account in common with the first. Known once the first page is there. */
  withheld(): PlanLimits;
  columns(shape: () => AccountShape): Promise<readonly AppColumn[]>;
  setAside(): SetAside;
  notes(): readonly FileNote[];
  /** The age of the oldest of them. */
  dataAge(): Promise<Instant>;
}

export function accountFiles(first: NamedFile, further: readonly NamedFile[]): AccountFiles {
  const files = [first, ...further];
  let reads: readonly ReadFile[] = [];
  let withheld: PlanLimits = [];
  const headers = (shape: () => AccountShape) =>
    Promise.all(files.map(async (file) => readHeaderOf(await file.find(), shape())));
  return {
    async *read(shape) {
      const shapeOf = async (file: CsvFile) => shape(await modifiedAt(file));
      const main = await first.find();
      const list = readTable(main, await shapeOf(main));
      reads = [{ file: main, read: list, fit: null }];
      withheld = [];
      if (further.length === 0) {
        yield* list.pages;
        return;
      }
      const others = furtherAccounts();
      for (const [at, named] of further.entries()) {
        const file = await named.find();
        const read = readTable(file, await shapeOf(file));
        reads = [...reads, { file, read, fit: null }];
        for await (const page of read.pages) others.add(page, at);
      }
      // What the others say of its accounts must be known before the first of them is handed on.
      for await (const page of readTable(main, await shapeOf(main)).pages) others.look(page);
      reads = reads.map((each, at) => (at === 0 ? each : { ...each, fit: others.fitOf(at - 1) }));
      const [clash] = others.clashing();
      if (clash !== undefined)
        throw badFile(
          main,
          `and ${further.map(({ name }) => name).join(', ')} give the id "${clash}" to different addresses; if the ids of one of them only count its rows, set columns: with none for that column`,
        );
      withheld = withheldFrom(reads, await headers(shape));
      for await (const page of list.pages) yield page.map(others.joined);
      const rest = others.rest();
      if (rest.length > 0) yield rest;
    },
    withheld: () => withheld,
    async missing(shape) {
      const found = await headers(shape);
      return { email: !found.some(tellsEmail), lastActive: !found.some(tellsLastUse) };
    },
    async columns(shape) {
      const all = (await headers(shape)).flatMap((header) => ownColumns(header));
      const byKey = new Map(all.toReversed().map((column) => [column.key, column]));
      const keys = new Set(all.map(({ key }) => key));
      return [...keys].map((key) => ({ key, label: byKey.get(key)?.label ?? key, type: 'text' }));
    },
    setAside() {
      const [list = NONE_SET_ASIDE, ...others] = reads.map(({ read, fit }) => {
        const { rows, identities } = read.setAside();
        if (fit === null || isApart(fit)) return { rows, identities };
        // The first file lists everybody whom a further file is about.
        return { rows, identities: identities.map((identity) => ({ ...identity, listed: true as const })) };
      });
      return {
        rows: [list, ...others].flatMap(({ rows }) => rows),
        identities: [list, ...others].flatMap(({ identities }) => identities),
      };
    },
    notes: () => notesOf(reads),
    async dataAge() {
      const ages = await Promise.all(files.map(async (file) => modifiedAt(await file.find())));
      return ages.reduce((oldest, age) => (age < oldest ? age : oldest));
    },
  };
}
