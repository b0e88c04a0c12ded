import { z } from 'zod';
import type { ColumnValue } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';

// Attribute names and schema URNs are case-insensitive (RFC 7643 §2.1), so names are folded before they are read.
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user';

const Text = z.string().nullish();
const Id = z.union([z.string().min(1), z.number().transform(String)], {
  error: 'is missing or is not an id',
});
const Valued = z.union([
  z.string().transform((value) => ({ value, display: null, primary: false })),
  z.looseObject({
    value: z.union([z.string(), z.number().transform(String)]).nullish(),
    display: Text,
    primary: Flag(),
  }),
]);
const Several = z.array(Valued).nullish();
const Enterprise = z.looseObject({
  employeenumber: z.union([z.string(), z.number().transform(String)]).nullish(),
  department: Text,
  manager: z.union([z.string(), z.looseObject({ displayname: Text, value: Text })]).nullish(),
});

const Resource = z.looseObject({
  id: Id,
  username: Text,
  displayname: Text,
  name: z.looseObject({ formatted: Text, givenname: Text, familyname: Text }).nullish(),
  active: Flag(),
  emails: Several,
  roles: Several,
  groups: Several,
  usertype: Text,
  meta: z.looseObject({ created: Text }).nullish(),
  [ENTERPRISE]: Enterprise.nullish(),
});

/** One user of a SCIM 2.0 server, https://www.rfc-editor.org/rfc/rfc7643#section-4.1 */
export type ScimUser = z.infer<typeof ScimUser>;

export const ScimUser = z.unknown().transform((raw, context) => {
  const parsed = Resource.safeParse(folded(raw));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  }
  const user = parsed.data;
  const enterprise = user[ENTERPRISE];
  const username = filled(user.username);
  const manager = enterprise?.manager;
  return {
    id: user.id,
    username,
    emails: emailsOf(user.emails ?? [], username),
    name: filled(user.displayname) ?? filled(user.name?.formatted) ?? fullName(user.name),
    active: user.active ?? true,
    userType: filled(user.usertype),
    roles: labels(user.roles ?? []),
    groups: labels(user.groups ?? []),
    created: instant(user.meta?.created),
    employeeNumber: filled(enterprise?.employeenumber),
    department: filled(enterprise?.department),
    manager: typeof manager === 'string' ? manager : (filled(manager?.displayname) ?? filled(manager?.value)),
    columns: columnsOf(raw),
    raw,
  };
});

/** `true`, `"True"`: some servers send a string where RFC 7643 has a boolean. */
function Flag() {
  return z
    .union([
      z.boolean(),
      z
        .string()
        .regex(/^(true|false)$/i)
        .transform((text) => text.toLowerCase() === 'true'),
    ])
    .nullish();
}

/** Lower-case attribute names all the way down; values stay as they are. */
export function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), folded(inner)]),
  );
}

function emailsOf(entries: readonly z.infer<typeof Valued>[], username: string | null): string[] {
  const primaryFirst = entries.toSorted((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  const emails = primaryFirst
    .map((entry) => normaliseEmail(entry.value ?? ''))
    .filter((email) => email !== null);
  if (emails.length > 0) return [...new Set(emails)];
  const fromUsername = normaliseEmail(username ?? '');
  return fromUsername === null ? [] : [fromUsername];
}

/** The scalar attributes of every extension schema, which the core schema does not have. */
function columnsOf(raw: unknown): Record<string, ColumnValue> {
  const columns: Record<string, ColumnValue> = {};
  for (const [schema, extension] of Object.entries(isRecord(raw) ? raw : {})) {
    if (!/^urn:/i.test(schema) || !isRecord(extension)) continue;
    for (const [name, value] of Object.entries(extension)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        columns[name] = value;
    }
  }
  return columns;
}

function labels(entries: readonly z.infer<typeof Valued>[]): string[] {
  return entries
    .map((entry) => filled(entry.display) ?? filled(entry.value))
    .filter((label) => label !== null);
}

function fullName(
  name: { givenname?: string | null | undefined; familyname?: string | null | undefined } | null | undefined,
) {
  return filled([name?.givenname, name?.familyname].filter(Boolean).join(' '));
}

function instant(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function filled(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
