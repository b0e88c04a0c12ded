import { foldedWord } from '../../connectors/csv-cells/cell.ts';
import type { Contradiction } from '../../connectors/csv-table/shape.ts';
import type { Day } from '../../domain/day.ts';
import { isCurrent, type PersonRecord, type PersonStatus, personStatus } from '../../domain/person.ts';

/** The status that counts most comes first: somebody who works here under one of several contracts works here. */
const RUNNING: readonly PersonStatus[] = ['active', 'on-leave', 'starting', 'inactive', 'offboarded'];

/** Different addresses are different people, and so are different names without any. */
export function differentPeople(first: PersonRecord, next: PersonRecord): Contradiction | null {
  const [a, b] = [addressesOf(first), addressesOf(next)];
  if (a.length > 0 && b.length > 0) return a.some((address) => b.includes(address)) ? null : OTHERS;
  const [named, other] = [first, next].map(nameOf);
  return named === null || other === null || named === other ? null : OTHERS;
}

const OTHERS: Contradiction = { kind: 'others' };

/** Two employments of one person: an ended one and a current one, a rehire, or two contracts at the same time. */
export function uniteEmployments(first: PersonRecord, next: PersonRecord, today: Day): PersonRecord {
  const [main, other] = isFirst(first, next, today) ? [first, next] : [next, first];
  const both = isCurrent(personStatus(first, today)) && isCurrent(personStatus(next, today));
  return {
    ...main,
    email: main.email ?? other.email,
    aliases: united(main.aliases, other.aliases, other.email).filter((address) => address !== main.email),
    usernames: united(main.usernames, other.usernames),
    name: nameOf(main) === null ? other.name : main.name,
    department: main.department ?? other.department,
    manager: main.manager ?? other.manager,
    groups: united(main.groups, other.groups),
    // Of two contracts that run, one person has the earlier beginning and the later end.
    startDate: both ? earlier(first.startDate, next.startDate) : main.startDate,
    endDate: both ? laterEnd(first.endDate, next.endDate) : main.endDate,
  };
}

function isFirst(first: PersonRecord, next: PersonRecord, today: Day): boolean {
  const [a, b] = [first, next].map((person) => RUNNING.indexOf(personStatus(person, today)));
  if (a !== b) return (a ?? 0) < (b ?? 0);
  return endOf(first) >= endOf(next);
}

function endOf({ endDate, startDate }: PersonRecord): Day {
  return endDate ?? startDate ?? '0000';
}

function laterEnd(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}

function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function addressesOf({ email, aliases }: PersonRecord): readonly string[] {
  return email === null ? aliases : [email, ...aliases];
}

/** `null` if the file has no name and another column was used instead. */
function nameOf({ name, id, email }: PersonRecord): string | null {
  return name === id || name === email ? null : foldedWord(name);
}

function united(
  first: readonly string[],
  next: readonly string[],
  besides: string | null = null,
): readonly string[] {
  return [...new Set([...first, ...next, ...(besides === null ? [] : [besides])])];
}
