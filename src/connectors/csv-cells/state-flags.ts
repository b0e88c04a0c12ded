import type { AccountState } from '../../domain/account.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { flagOf } from './cell.ts';

/** What "yes" in such a column says. A suspended account may still be paid for, a deactivated one is not. */
const WHEN_YES: Readonly<Record<string, AccountState>> = {
  ...named(
    'suspended',
    'suspended is_suspended blocked is_blocked block_credential sign_in_blocked signin_blocked',
  ),
  ...named('suspended', 'archived is_archived disabled is_disabled account_disabled locked is_locked'),
  ...named('deactivated', 'deactivated is_deactivated deprovisioned'),
  ...named('deleted', 'deleted is_deleted'),
  ...named('suspended', 'gesperrt bloque suspendu bloqueado suspendido archiviert'),
  ...named('deactivated', 'deaktiviert desactive desactivado'),
  ...named('deleted', 'geloscht supprime eliminado'),
};
const WHEN_NO: Readonly<Record<string, AccountState>> = {
  ...named('suspended', 'account_enabled enabled is_enabled sign_in_enabled'),
  ...named('deactivated', 'active is_active aktiv actif activo'),
};
/** Several columns may speak; the strongest counts. */
const STRONGEST: readonly AccountState[] = ['deleted', 'deactivated', 'suspended'];

/** The state that columns of yes and no give an account, like `Block credential` or `accountEnabled`; `null` when they give none. */
export function stateFlags(columns: readonly HeaderColumn[]): (cells: CsvRow) => AccountState | null {
  const flags = flagsIn(columns);
  if (flags.length === 0) return () => null;
  return (cells) => {
    const said = flags.filter(({ column, when }) => flagOf(cells, column) === when).map(({ state }) => state);
    return STRONGEST.find((state) => said.includes(state)) ?? null;
  };
}

/** The columns that give a state by yes and no. */
export function flagColumns(columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  return flagsIn(columns).map(({ column }) => column);
}

function flagsIn(columns: readonly HeaderColumn[]) {
  return columns.flatMap((column) => {
    const yes = stateIn(WHEN_YES, column);
    const no = stateIn(WHEN_NO, column);
    const state = yes ?? no;
    return state === undefined ? [] : [{ column, when: yes !== undefined, state }];
  });
}

function stateIn(
  table: Readonly<Record<string, AccountState>>,
  { names }: HeaderColumn,
): AccountState | undefined {
  const name = names.find((each) => Object.hasOwn(table, each));
  return name === undefined ? undefined : table[name];
}

function named(state: AccountState, names: string): Record<string, AccountState> {
  return Object.fromEntries(names.split(' ').map((name) => [name, state]));
}
