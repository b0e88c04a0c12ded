import type { Instant } from '../../../domain/day.ts';
import type { PersonStatus } from '../../../domain/person.ts';
import { fullMomentText } from '../words.ts';
import { type DataAge, dataAgeText } from './data-age.ts';

/** A line about an export, for a reader who gets only the file. */
interface AboutLine {
  readonly label: string;
  readonly value: string;
}

export interface AboutExport {
  readonly organisation: string;
  readonly what: string;
  readonly filter: string | null;
  /** Lines that only this export has. */
  readonly more: readonly AboutLine[];
  readonly ages: readonly DataAge[];
  readonly by: string;
  readonly now: Instant;
  readonly timezone: string;
}

/** What an export is about: for the file next to a CSV, or the sheet "About" of an XLSX. */
export function aboutExport(about: AboutExport): readonly AboutLine[] {
  const { organisation, what, filter, more, ages, by, now, timezone } = about;
  return [
    { label: 'Organisation', value: organisation },
    { label: 'What', value: what },
    { label: 'Filter', value: filter ?? NO_FILTER },
    ...more,
    ...ages.map((age) => ({ label: `Data of ${age.name}`, value: dataAgeText(age, timezone) })),
    { label: 'Exported', value: `${fullMomentText(now, timezone)} (${timezone}) by ${by}` },
    { label: 'Times in the table', value: 'UTC' },
  ];
}

export const NO_FILTER = 'none (all rows)';

/** Who an export of one person is about. */
export function aboutPerson(person: {
  readonly name: string;
  readonly effectiveStatus: PersonStatus;
  readonly aliases: readonly string[];
  readonly department: string | null;
  readonly manager: string | null;
  readonly groups: readonly string[];
  readonly endDate: string | null;
  readonly goneAt: Instant | null;
}): readonly AboutLine[] {
  const facts: readonly [string, string | null][] = [
    ['Person', person.name],
    ['Status', person.effectiveStatus],
    ['Aliases', person.aliases.join(', ') || null],
    ['Department', person.department],
    ['Manager', person.manager],
    ['Groups', person.groups.join(', ') || null],
    ['Last day', person.endDate],
    ['No longer in the roster since', person.goneAt],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** The head of the audit log, which proves that the exported rows are unchanged. */
export function aboutAudit(head: string): readonly AboutLine[] {
  return [{ label: 'Audit head', value: head }];
}
