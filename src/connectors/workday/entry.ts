import type { PersonStatus } from '../../domain/person.ts';
import { ConnectorError } from '../base/errors.ts';
import { type BadCell, flagIn, type HeaderColumn, shortened } from '../csv-cells/cell.ts';

/** What a report may tell in addition to the fields of every roster. */
export interface FurtherColumns {
  readonly managerId: HeaderColumn | null;
  readonly onLeave: HeaderColumn | null;
  /** Whether somebody works here today, in yes and no. */
  readonly active: HeaderColumn | null;
}

const MANAGER_ID = /^(?:(?:workers?_|direct_)?(?:manager|supervisor)s?_(?:employee_|worker_)?(?:id|number))$/;
const ACTIVE = /^(?:is_|currently_)?active(?:_status|_worker|_employee)?$/;
const ON_LEAVE = /^(?:is_|currently_)?on_leave(?:_status)?$/;

export function furtherColumns(others: readonly HeaderColumn[]): FurtherColumns {
  const first = (pattern: RegExp) =>
    others.find(({ names }) => names.some((name) => pattern.test(name))) ?? null;
  return { managerId: first(MANAGER_ID), onLeave: first(ON_LEAVE), active: first(ACTIVE) };
}

/** What the report says about today, instead of what a last day alone would say: an old last day stays when somebody comes back. */
export function statusToday(
  status: PersonStatus,
  cells: readonly string[],
  { onLeave, active }: FurtherColumns,
): PersonStatus {
  const works = status === 'active' || (status === 'offboarded' && saysYes(cells, active));
  if (!works) return status;
  return saysYes(cells, onLeave) ? 'on-leave' : 'active';
}

function saysYes(cells: readonly string[], column: HeaderColumn | null): boolean {
  return column !== null && flagIn(cells[column.index] ?? '') === true;
}

/** `Ana Ruiz (1001)` names somebody by name and id. */
export function managerIn(
  text: string | null,
  cells: readonly string[],
  { managerId }: FurtherColumns,
): { readonly id: string | null; readonly name: string | null } {
  const written = managerId === null ? '' : (cells[managerId.index] ?? '').trim();
  const [, name = text, inBrackets = null] = /^(.*\S)\s+\(([\w-]+)\)$/.exec(text ?? '') ?? [];
  return { id: written === '' ? (inBrackets ?? text) : written, name: name ?? null };
}

/** Why an entry of a report cannot be read: which entry, and which part of it. */
export function badEntry(
  { app, reportName }: { readonly app: string; readonly reportName: string },
  at: { readonly number: number; readonly status: HeaderColumn | null },
  { error, cells }: { readonly error: BadCell; readonly cells: readonly string[] },
): ConnectorError {
  const where = `entry ${at.number} of the report ${reportName}`;
  const { status } = at;
  const isStatus = status !== null && error.column === status.label;
  const word = isStatus ? shortened((cells[status.index] ?? '').trim()) : '';
  const said = isStatus
    ? `"${word}" is a status that Seatkeeper does not know; say what it means, like columns: { status: { from: ${status.label}, words: { ${JSON.stringify(word)}: on-leave } } }`
    : error.problem;
  const column = error.column === null ? '' : `${error.column}: `;
  return new ConnectorError(app, 'unexpected-response', `${where}: ${column}${said}`);
}
