import type { ColumnValue } from '../../domain/account.ts';
import { normaliseEmail, splitEmail } from '../../domain/email.ts';
import {
  type Attributes,
  about,
  attributesOf,
  BadResource,
  flag,
  idOf,
  instant,
  isRecord,
  several,
  shown,
  text,
} from './attributes.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user';

/** One user of a SCIM 2.0 server, https://www.rfc-editor.org/rfc/rfc7643#section-4.1 */
export interface ScimUser {
  readonly id: string;
  readonly username: string | null;
  /** The primary one first, then the company's own, then those of type `work`. */
  readonly emails: readonly string[];
  readonly name: string | null;
  readonly active: boolean;
  readonly userType: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** A bare day where the server gives no zone. */
  readonly created: string | null;
  readonly employeeNumber: string | null;
  readonly department: string | null;
  /** A name, or the id of another user. */
  readonly manager: { readonly name: string } | { readonly id: string } | null;
  readonly columns: Readonly<Record<string, ColumnValue>>;
  /** As the server sent it. */
  readonly raw: unknown;
}

/** `domains` are the company's own. Throws `BadResource`. */
export function readUser(raw: unknown, domains: readonly string[] = []): ScimUser {
  const user = attributesOf(raw);
  const id = idOf(user);
  const username = text(user.username);
  return about(`${username === null ? '' : `${username} `}(${id})`, () => {
    const enterprise = isRecord(user[ENTERPRISE]) ? user[ENTERPRISE] : {};
    const name: Attributes = isRecord(user.name) ? user.name : { formatted: user.name };
    const userType = text(user.usertype);
    const roles = labels(user.roles);
    return {
      id,
      username,
      emails: emailsOf(user.emails, username, domains),
      name: text(user.displayname) ?? text(name.formatted) ?? fullName(name),
      active: flag('active', user.active) ?? true,
      userType,
      roles,
      groups: labels(user.groups),
      created: isRecord(user.meta) ? instant(user.meta.created) : null,
      employeeNumber: text(enterprise.employeenumber),
      department: text(enterprise.department),
      manager: managerOf(enterprise.manager),
      columns: { ...columnsOf(raw), ...(roles.length > 0 && userType !== null ? { userType } : {}) },
      raw,
    };
  });
}

function emailsOf(value: unknown, username: string | null, domains: readonly string[]): string[] {
  if (typeof value === 'boolean' || typeof value === 'number')
    throw new BadResource(`emails is ${shown(value)}, which is no list of addresses`);
  const found = several(value).flatMap((entry) => {
    if (typeof entry.value === 'object' && entry.value !== null)
      throw new BadResource(`emails holds ${shown(entry.value)}, which is no address`);
    const email = normaliseEmail(text(entry.value) ?? '');
    return email === null ? [] : [{ email, rank: rankOf(entry, email, domains) }];
  });
  const emails = found.toSorted((a, b) => a.rank - b.rank).map(({ email }) => email);
  if (emails.length > 0) return [...new Set(emails)];
  const fromUsername = normaliseEmail(username ?? '');
  return fromUsername === null ? [] : [fromUsername];
}

function rankOf(entry: Attributes, email: string, domains: readonly string[]): number {
  const type = text(entry.type)?.toLowerCase();
  if (['true', '1'].includes(String(entry.primary).toLowerCase())) return 0;
  if (domains.includes(splitEmail(email).domain)) return 1;
  if (type === 'work') return 2;
  return type === 'home' ? 4 : 3;
}

/** RFC 7643 §4.3: `value` is the id of a user. A text alone is what the server shows. */
function managerOf(value: unknown): ScimUser['manager'] {
  const [manager] = several(value);
  if (manager === undefined) return null;
  if (!isRecord(value) && !Array.isArray(value)) return { name: text(value) ?? '' };
  const name = text(manager.displayname) ?? text(manager.display);
  if (name !== null) return { name };
  const id = text(manager.value) ?? text(manager.$ref)?.split('/').at(-1) ?? null;
  return id === null ? null : { id };
}

/** The scalar attributes of every extension schema, which the core schema does not have. */
function columnsOf(raw: unknown): Record<string, ColumnValue> {
  const columns: Record<string, ColumnValue> = {};
  for (const [schema, extension] of Object.entries(isRecord(raw) ? raw : {})) {
    if (!/^urn:/i.test(schema) || !isRecord(extension)) continue;
    for (const [name, value] of Object.entries(extension)) {
      if (typeof value === 'number' || typeof value === 'boolean') columns[name] = value;
      if (typeof value === 'string' && value.trim() !== '') columns[name] = value;
    }
  }
  return columns;
}

function labels(value: unknown): string[] {
  return several(value)
    .map((entry) => text(entry.display) ?? text(entry.value))
    .filter((label) => label !== null);
}

function fullName(name: Attributes): string | null {
  return text([text(name.givenname), text(name.familyname)].filter((part) => part !== null).join(' '));
}
