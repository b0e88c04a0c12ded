import type { Account } from '../../domain/account.ts';
import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { PlanLimits } from '../base/connector.ts';
import type { AccountField } from '../csv-accounts/account-names.ts';
import { tellsLastUse, tellsLicenses } from '../csv-accounts/accounts.ts';
import { type Fit, isApart } from '../csv-accounts/join-accounts.ts';
import type { Header } from '../csv-columns/header.ts';
import type { TableRead } from '../csv-table/table.ts';
import type { CsvFile } from '../csv-text/file.ts';

/** One of the files of an app. */
export interface ReadFile {
  readonly file: CsvFile;
  readonly read: TableRead<Account>;
  /** How much of it is about accounts of another; `null` for the first, and until that is known. */
  readonly fit: Fit | null;
}

const FACTS: readonly {
  readonly capability: 'lastActive' | 'licenses';
  readonly tells: (header: Header<AccountField>) => boolean;
}[] = [
  { capability: 'lastActive', tells: tellsLastUse },
  { capability: 'licenses', tells: tellsLicenses },
];

/** What is told only by files that are about hardly any account of the first says nothing of the others. */
export function withheldFrom(
  reads: readonly ReadFile[],
  headers: readonly Header<AccountField>[],
): PlanLimits {
  const [main] = reads;
  return FACTS.flatMap(({ capability, tells }) => {
    const telling = reads.filter((_, at) => headers[at] !== undefined && tells(headers[at]));
    if (main === undefined || telling.length === 0) return [];
    if (!telling.every(({ fit }) => fit !== null && isApart(fit))) return [];
    const some = telling.some(({ fit }) => (fit?.fitting ?? 0) > 0);
    const names = telling.map(({ file }) => file.name).join(', ');
    const reason = `only ${names} has it, and ${some ? 'hardly an' : 'no'} account of ${main.file.name} is in it`;
    return [{ capability, reason, ...(some ? { partly: true as const } : {}) }];
  });
}

/** A state that is missing in one file may be in another. */
export function notesOf(reads: readonly ReadFile[]): readonly FileNote[] {
  const list = reads[0]?.file.name ?? '';
  const all = reads.map(({ file, read, fit }) => {
    const apart = fit !== null && isApart(fit) ? [{ kind: 'apart' as const, list, ...fit }] : [];
    return { file, notes: [...read.notes(), ...apart] };
  });
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
