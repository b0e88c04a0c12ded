import { z } from 'zod';
import type { Account, AccountKind } from '../../domain/account.ts';
import { ConnectorError } from '../base/errors.ts';
import { foldedOnce } from './attributes.ts';
import { textsAt } from './path.ts';
import type { ScimUser } from './user.ts';

/** Who is a guest: users who have something at `path`, or one of these `values` there. */
export const ScimGuests = z.strictObject({
  path: z.string().min(1),
  values: z.array(z.string().min(1)).min(1).optional(),
});

interface AccountSettings {
  readonly licensePath?: string | undefined;
  readonly guests?: z.infer<typeof ScimGuests> | undefined;
}

const KINDS: readonly (readonly [RegExp, AccountKind])[] = [
  [/\b(guest|external)\b/i, 'guest'],
  [/\bbot\b/i, 'bot'],
  [/\bservice\b/i, 'service'],
];

/** Some apps show only the names to a weak token; without `active` everybody would count as active. */
export function proveWhole(app: string, { id, username, raw }: ScimUser, needs: readonly string[]): void {
  const has = foldedOnce(raw) ?? {};
  const missing = needs.find((name) => (has[name.toLowerCase()] ?? null) === null);
  if (missing === undefined) return;
  throw new ConnectorError(
    app,
    'permission',
    `User ${username ?? id} comes without ${missing}: the token sees a part of each user only; use one of an admin`,
    { advice: 'use the token of an admin' },
  );
}

export function accountOf(user: ScimUser, { licensePath, guests }: AccountSettings): Account {
  return {
    id: user.id,
    emails: user.emails,
    username: user.username,
    name: user.name,
    state: user.active ? 'active' : 'deactivated',
    kind: isGuest(user, guests)
      ? 'guest'
      : (KINDS.find(([pattern]) => pattern.test(user.userType ?? ''))?.[1] ?? 'unknown'),
    role: user.roles.length > 0 ? user.roles.join(', ') : user.userType,
    licenses: licensePath === undefined ? [] : textsAt(user.raw, licensePath),
    lastActive: null,
    created: user.created,
    columns: user.columns,
  };
}

function isGuest({ raw }: ScimUser, guests: AccountSettings['guests']): boolean {
  if (guests === undefined) return false;
  const { path, values } = guests;
  return textsAt(raw, path).some((text) => values === undefined || values.includes(text));
}
