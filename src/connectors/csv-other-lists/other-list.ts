import { foldedWord, type HeaderColumn } from '../csv-cells/cell.ts';
import type { Header } from '../csv-columns/header.ts';
import { addressColumnIn } from '../csv-columns/nearest.ts';
import { mostAre, someAre, valuesOf } from '../csv-columns/sample.ts';
import {
  ABSENCE,
  ANY_DAY,
  APPLICATION_IDS,
  DESCRIPTIONS,
  GROUP_NAMES,
  MEMBERS,
  MOMENTS,
  OF_ABSENCES,
  OF_APPLICATIONS,
  OF_DEVICES,
  OF_EVENTS,
  OF_GROUPS,
  SEATS,
} from './headings.ts';

/** The columns of a file that help to tell what its rows are about. */
export interface ListColumns {
  readonly email: HeaderColumn | null;
  readonly username: HeaderColumn | null;
  readonly all: readonly HeaderColumn[];
  readonly sample: Header<string>['sample'];
  /** Something that only an account or a person has: a role, a license, a last use, a first day at work. */
  readonly ofPeople: readonly (HeaderColumn | null)[];
}

/** What the rows of a file are, other than accounts or people, and the column that shows it. */
export type OtherList =
  | {
      readonly of: 'groups' | 'licenses' | 'devices' | 'applications' | 'absences' | 'events';
      readonly by: HeaderColumn;
    }
  | { readonly of: 'objects'; readonly by: HeaderColumn; readonly classes: readonly string[] };

/** Groups have ids and addresses, devices have owners, and absences have people, but none of these is a list of accounts. */
export function otherListOf(columns: ListColumns): OtherList | null {
  return (
    objects(columns) ??
    devices(columns) ??
    applications(columns) ??
    absences(columns) ??
    events(columns) ??
    groups(columns)
  );
}

/** License counts have ids, and neither addresses nor logins. */
export function licenseCountsIn({ email, username, all, sample }: ListColumns): OtherList | null {
  if (email !== null || username !== null || addressColumnIn(all, sample) !== null) return null;
  const by = all.find((column) => called(SEATS)(column) && holdsNumbers(column, sample));
  return by === undefined ? null : { of: 'licenses', by };
}

/** A full export of a directory contains groups and computers in addition to people. */
function objects({ all, sample }: ListColumns): OtherList | null {
  const by = all.find(({ names }) => names.some((name) => /^object_?class$/.test(name)));
  if (by === undefined) return null;
  const classes = new Set(valuesOf(sample, by).map((text) => text.toLowerCase()));
  const others = [...classes].filter((each) => !/^(?:.*;)?(?:user|person|inetorgperson|contact)$/.test(each));
  return others.length === 0 ? null : { of: 'objects', by, classes: others };
}

function devices({ all, email, username }: ListColumns): OtherList | null {
  const found = all.filter(called(OF_DEVICES));
  const [by] = found;
  const enough = email === null && username === null ? 2 : 3;
  return by === undefined || found.length < enough ? null : { of: 'devices', by };
}

function applications({ all, email, username }: ListColumns): OtherList | null {
  if (email !== null || username !== null) return null;
  const by = all.find(called(OF_APPLICATIONS)) ?? all.find(called(APPLICATION_IDS));
  return by === undefined ? null : { of: 'applications', by };
}

/** Recognised by a heading or by its words, together with days that are not said to be those of an employment. */
function absences({ all, sample, ofPeople }: ListColumns): OtherList | null {
  const days = all.filter(called(ANY_DAY));
  // A roster may have such a column for people who are away today, or for the days off that everybody is entitled to.
  const away = all.filter(
    (column) =>
      called(OF_ABSENCES)(column) && !holdsNumbers(column, sample) && !isMostlyEmpty(sample, column),
  );
  const isAbsence = (text: string) => ABSENCE.test(foldedWord(text).replace(/[\s_-]+/g, ' '));
  const [by] = away;
  if (ofPeople.some((column) => column !== null && !called(ANY_DAY)(column))) return null;
  if (by !== undefined && (days.length > 0 || away.length > 1)) return { of: 'absences', by };
  if (days.length < 2) return null;
  const kinds = all.find(
    (column) => mostAre(valuesOf(sample, column), isAbsence) && !isMostlyEmpty(sample, column),
  );
  return kinds === undefined ? null : { of: 'absences', by: kinds };
}

/** A log names people in each of its rows, and lists nobody who did nothing. */
function events({ all }: ListColumns): OtherList | null {
  const found = all.filter(called(OF_EVENTS));
  const [by] = found;
  const enough = all.some(called(MOMENTS)) ? 2 : 3;
  return by === undefined || found.length < enough ? null : { of: 'events', by };
}

function groups({ all, username, sample, ofPeople }: ListColumns): OtherList | null {
  if (username !== null) return null;
  const typed = all.find(called(OF_GROUPS));
  if (typed !== undefined) return { of: 'groups', by: typed };
  // Even next to a count, a role or a license means that rows are people.
  if (someFilled(ofPeople)) return null;
  const counted = all.find((column) => called(MEMBERS)(column) && holdsNumbers(column, sample));
  const described = all.some(called(DESCRIPTIONS)) ? all.find(called(GROUP_NAMES)) : undefined;
  const by = counted ?? described;
  return by === undefined ? null : { of: 'groups', by };
}

function someFilled(columns: readonly (HeaderColumn | null)[]): boolean {
  return columns.some((column) => column !== null);
}

function isMostlyEmpty(sample: ListColumns['sample'], column: HeaderColumn): boolean {
  return valuesOf(sample, column).length * 2 < sample.length;
}

function holdsNumbers(column: HeaderColumn, sample: ListColumns['sample']): boolean {
  return mostAre(valuesOf(sample, column), (text) => /^\d+$/.test(text));
}

function called(names: ReadonlySet<string>): (column: HeaderColumn) => boolean {
  return (column) => someAre(column.names, (name) => names.has(name));
}
