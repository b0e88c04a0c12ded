import { addDays, type Day, dayIn } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import { dnKey, isWithin } from '../ldap-client/dn.ts';
import type { Entry } from '../ldap-client/entry.ts';
import { guidText, lastDayBefore } from './ad-values.ts';
import { KIND_FACTS } from './kinds.ts';
import type { Kind, LdapSettings } from './settings.ts';

/** What an entry says about a person, except the names of their manager and groups. */
export interface LdapPerson extends Omit<PersonRecord, 'manager' | 'groups'> {
  /** The entry's name in comparable form. */
  readonly key: string;
  /** Names of entries, as they are compared. */
  readonly managers: readonly string[];
  readonly uids: readonly string[];
  /** The RID of the primary group, in Active Directory. */
  readonly primaryGroup: number | null;
  /** Whether an admin switched the account off. */
  readonly isOff: boolean;
}

export interface PersonReading {
  readonly kind: Kind;
  readonly timezone: string;
  readonly today: Day;
  /** In comparable form. */
  readonly leavers: readonly string[];
  readonly status: LdapSettings['status'];
}

/** `null` if the entry has no id: the id may be hidden, or it is not an entry of this kind. */
export function personIn(entry: Entry, key: string, reading: PersonReading): LdapPerson | null {
  const id = idOf(entry, reading.kind);
  if (id === null) return null;
  const [email = null, ...aliases] =
    reading.kind === 'ad' ? adAddresses(entry) : addresses(entry.texts('mail'));
  const usernames = usernamesOf(entry, reading.kind);
  const name = entry.text('displayName') ?? entry.text('cn') ?? usernames[0] ?? email ?? id;
  const isOff = isSwitchedOff(entry, reading.kind);
  const { status, endDate } = standingOf(entry, key, isOff, reading);
  const department =
    reading.kind === 'ad' ? entry.text('department') : (entry.text('departmentNumber') ?? entry.text('ou'));
  return {
    id,
    email,
    aliases,
    usernames,
    name: name.normalize('NFC'),
    status,
    department,
    // The day on which an entry was made is not a person's first day.
    startDate: null,
    endDate,
    key,
    managers: entry.texts('manager').flatMap((dn) => dnKey(dn) ?? []),
    uids: entry.texts('uid').map((uid) => uid.toLowerCase()),
    primaryGroup: numberIn(entry.text('primaryGroupID')),
    isOff,
  };
}

export function recordOf(
  person: LdapPerson,
  manager: string | null,
  groups: readonly string[],
): PersonRecord {
  const { id, email, aliases, usernames, name, status, department, startDate, endDate } = person;
  return { id, email, aliases, usernames, name, status, department, manager, groups, startDate, endDate };
}

function idOf(entry: Entry, kind: Kind): string | null {
  if (kind !== 'ad') return entry.text(KIND_FACTS[kind].id);
  const bytes = entry.bytes('objectGUID');
  return bytes === null ? null : guidText(bytes);
}

const AD_NAMES = ['sAMAccountName', 'userPrincipalName', 'employeeID', 'employeeNumber'];
const ENTRY_NAMES = ['uid', 'employeeNumber'];

function usernamesOf(entry: Entry, kind: Kind): string[] {
  const names = kind === 'ad' ? AD_NAMES : ENTRY_NAMES;
  return once(names.flatMap((name) => entry.texts(name)));
}

function addresses(texts: readonly string[]): string[] {
  return once(texts.flatMap((text) => normaliseEmail(text) ?? []));
}

function once(texts: string[]): string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}

/** `SMTP:` marks the main address, `smtp:` a further one; X500, SIP and others are not addresses. https://learn.microsoft.com/windows/win32/adschema/a-proxyaddresses */
function adAddresses(entry: Entry): string[] {
  const proxies = entry.texts('proxyAddresses');
  const marked = (prefix: string) =>
    proxies.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
  const other = proxies.flatMap((text) => /^smtp:(.*)$/i.exec(text)?.[1] ?? []);
  return addresses([...entry.texts('mail'), ...marked('SMTP:'), ...other]);
}

/** https://learn.microsoft.com/windows/win32/adschema/a-useraccountcontrol */
const ACCOUNT_DISABLED = 2;

function isSwitchedOff(entry: Entry, kind: Kind): boolean {
  switch (kind) {
    case 'ad':
      // Somebody who is locked out, or must change the password, still works here.
      return ((numberIn(entry.text('userAccountControl')) ?? 0) & ACCOUNT_DISABLED) !== 0;
    case 'openldap':
      // Any other time was set by wrong passwords, and will pass. https://man.openldap.org/man.cgi?slapo-ppolicy
      return entry.text('pwdAccountLockedTime')?.startsWith('0000') === true;
    case '389ds':
      return entry.text('nsAccountLock')?.toLowerCase() === 'true';
    default:
      return kind satisfies never;
  }
}

function standingOf(
  entry: Entry,
  key: string,
  isOff: boolean,
  { kind, timezone, today, leavers, status }: PersonReading,
): { readonly status: PersonStatus; readonly endDate: Day | null } {
  const end = kind === 'ad' ? lastDayBefore(entry.text('accountExpires') ?? '', timezone) : shadowEnd(entry);
  const isOver = end !== null && end < today;
  const said = status === undefined ? NOTHING : entry.texts(status.attribute).map(folded);
  const word = (words: readonly string[] = NOTHING) =>
    said.length > 0 && words.some((each) => said.includes(folded(each)));
  const left = leavers.some((base) => isWithin(key, base)) || word(status?.offboarded);
  // A last day in the future would say that somebody who has already left still works here.
  if (left) return { status: 'offboarded', endDate: isOver ? end : null };
  if (isOver) return { status: 'offboarded', endDate: end };
  return { status: isOff || word(status?.inactive) ? 'inactive' : 'active', endDate: end };
}

const NOTHING: readonly string[] = [];

function folded(word: string): string {
  return word.trim().normalize('NFC').toLowerCase();
}

/** The first day on which nobody may log in any more, in days since 1970: https://www.rfc-editor.org/rfc/rfc2307, shadow(5) */
function shadowEnd(entry: Entry): Day | null {
  const days = numberIn(entry.text('shadowExpire'));
  return days === null || days <= 0 || days > LATEST_SHADOW ? null : addDays('1970-01-01', days - 1);
}

/** 31 December 9999. */
const LATEST_SHADOW = 2_932_896;

function numberIn(text: string | null): number | null {
  return text === null || !/^-?\d{1,15}$/.test(text) ? null : Number(text);
}

/** Today in the company's time zone, by which an account's end is judged. */
export function todayOf({ now, timezone }: { readonly now: () => Date; readonly timezone: string }): Day {
  return dayIn(timezone, now());
}
