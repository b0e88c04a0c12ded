import type { DecisionField, DecisionRow } from '../../domain/decision-row.ts';
import type { CsvRow } from '../csv-cells/cell.ts';
import { type FieldNames, type Header, readHeader } from '../csv-columns/header.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { isBlank, lineOf, readRows } from '../csv-text/rows.ts';

const NAMES = {
  app: ['app', 'application'],
  account: ['account', 'account_id', 'id', 'email'],
  person: ['person', 'owner', 'employee', 'link_to'],
  known: ['known', 'mark_as_known'],
  // Not `why`: in an export of clearing, that column explains why the account has no owner.
  reason: ['reason', 'note'],
  until: ['until', 'known_until'],
} as const satisfies FieldNames<DecisionField>;

/** Every row of an admin's file of decisions, read completely. The caller interprets the cells. */
export async function readDecisionRows(file: CsvFile): Promise<readonly DecisionRow[]> {
  const found: DecisionRow[] = [];
  let header: Header<DecisionField> | null = null;
  for await (const batch of readRows(file)) {
    for (const [index, cells] of batch.rows.entries()) {
      if (isBlank(cells)) continue;
      const line = lineOf(batch, index);
      if (header === null) {
        header = readHeader<DecisionField>(file, cells, line, { names: NAMES, oneOf: ['account'] });
        const [twin] = header.twins;
        if (twin !== undefined)
          throw badFile(
            file,
            `line ${line}: "${twin.first.label}" is in the header twice; rename or delete one`,
          );
        if (header.fields.app === null) throw badFile(file, `line ${line}: the header needs a column app`);
        if (header.fields.person === null && header.fields.known === null)
          throw badFile(file, `line ${line}: the header needs a column person, or known and reason`);
        continue;
      }
      found.push(rowOf(cells, header, line));
    }
  }
  if (header === null) throw badFile(file, 'is empty; it needs at least a header line');
  return found;
}

function rowOf(cells: CsvRow, { fields, width }: Header<DecisionField>, line: number): DecisionRow {
  const text = (field: DecisionField) => {
    const column = fields[field];
    return column === null ? '' : (cells[column.index] ?? '').trim();
  };
  return {
    app: text('app'),
    account: text('account'),
    person: text('person'),
    known: text('known'),
    reason: text('reason'),
    until: text('until'),
    line,
    problem:
      cells.length === width
        ? null
        : `has ${cells.length} cells where the header has ${width}; quote cells that contain the separator`,
  };
}
