import type { Account } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { NONE_SET_ASIDE, type SetAside } from '../../domain/sync/set-aside.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { AppColumn } from '../base/connector.ts';
import type { AccountField } from '../csv-accounts/account-names.ts';
import { ownColumns, tellsEmail, tellsLastUse } from '../csv-accounts/accounts.ts';
import { furtherAccounts } from '../csv-accounts/join-accounts.ts';
import type { Shape } from '../csv-table/shape.ts';
import { readHeaderOf, readTable, type TableRead } from '../csv-table/table.ts';
import { badFile, type CsvFile, modifiedAt } from '../csv-text/file.ts';
import type { NamedFile } from '../files/named-file.ts';

type AccountShape = Shape<AccountField, Account>;

/** The files of one app, read as one list. */
export interface AccountFiles {
  /** Every account, joined over all files. */
  read(shape: () => AccountShape): AsyncGenerator<readonly Account[]>;
  /** What no file tells. */
  missing(shape: () => AccountShape): Promise<{ readonly email: boolean; readonly lastActive: boolean }>;
  columns(shape: () => AccountShape): Promise<readonly AppColumn[]>;
  setAside(): SetAside;
  notes(): readonly FileNote[];
  /** The age of the oldest of them. */
  dataAge(): Promise<Instant>;
}

export function accountFiles(first: NamedFile, further: readonly NamedFile[]): AccountFiles {
  const files = [first, ...further];
  let reads: readonly { readonly file: CsvFile; readonly read: TableRead<Account> }[] = [];
  const headers = (shape: () => AccountShape) =>
    Promise.all(files.map(async (file) => readHeaderOf(await file.find(), shape())));
  return {
    async *read(shape) {
      const main = await first.find();
      const list = readTable(main, shape());
      reads = [{ file: main, read: list }];
      if (further.length === 0) {
        yield* list.pages;
        return;
      }
      const others = furtherAccounts();
      for (const named of further) {
        const file = await named.find();
        const read = readTable(file, shape());
        reads = [...reads, { file, read }];
        for await (const page of read.pages) others.add(page);
      }
      for await (const page of list.pages) yield page.map(others.joined);
      const [clash] = others.clashing();
      if (clash !== undefined)
        throw badFile(
          main,
          `and ${further.map(({ name }) => name).join(', ')} give the id "${clash}" to different addresses; if the ids of one of them only count its rows, set columns: with none for that column`,
        );
      const rest = others.rest();
      if (rest.length > 0) yield rest;
    },
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
      const [list = NONE_SET_ASIDE, ...others] = reads.map(({ read }) => read.setAside());
      // The first file lists everybody whom a further file is about.
      const listed = others.flatMap(({ identities }) =>
        identities.map((identity) => ({ ...identity, listed: true as const })),
      );
      return {
        rows: [list, ...others].flatMap(({ rows }) => rows),
        identities: [...list.identities, ...listed],
      };
    },
    notes: () => notesOf(reads),
    async dataAge() {
      const ages = await Promise.all(files.map(async (file) => modifiedAt(await file.find())));
      return ages.reduce((oldest, age) => (age < oldest ? age : oldest));
    },
  };
}

/** A state that is missing in one file may be in another. */
function notesOf(
  reads: readonly { readonly file: CsvFile; readonly read: TableRead<Account> }[],
): readonly FileNote[] {
  const all = reads.map(({ file, read }) => ({ file, notes: read.notes() }));
  const tells = all.some(({ notes }) => !notes.some(isAboutState));
  return all.flatMap(({ file, notes }, at) =>
    notes
      .filter((note) => !isAboutState(note) || (!tells && at === 0))
      .map((note) => (at === 0 ? note : { ...note, file: file.name })),
  );
}

function isAboutState({ kind }: FileNote): boolean {
  return kind === 'no-state' || kind === 'listed-is-active';
}
