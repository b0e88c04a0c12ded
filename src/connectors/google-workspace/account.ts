import type { Account, AccountState } from '../../domain/account.ts';
import { dayIn, type Instant } from '../../domain/day.ts';
import { type Activity, laterOf } from '../base/activity.ts';
import type { AppColumn } from '../base/connector.ts';
import { instantIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import { addressesOf, nameOf, workOf } from '../google/profile.ts';
import type { GoogleUser } from '../google/users.ts';
import { type HeldLicense, keysOf } from './held-license.ts';

export const GOOGLE_COLUMNS: readonly AppColumn[] = [
  { key: 'orgUnit', label: 'Organisational unit', type: 'text' },
  { key: 'archived', label: 'Archived', type: 'flag' },
  { key: 'closedOn', label: 'Suspended or archived on', type: 'date' },
  { key: 'suspensionReason', label: 'Suspended because', type: 'text' },
  { key: 'neverSignedIn', label: 'Never signed in', type: 'flag' },
  { key: 'lastActiveFrom', label: 'Last activity from', type: 'text' },
  { key: 'licenseKeys', label: 'License numbers', type: 'text' },
  { key: 'noKnownLicense', label: 'No known license', type: 'flag' },
  { key: 'secondStep', label: '2-Step Verification', type: 'flag' },
  { key: 'mailbox', label: 'Mailbox', type: 'flag' },
  { key: 'employeeNumber', label: 'Employee ID', type: 'text' },
  { key: 'department', label: 'Department', type: 'text' },
  { key: 'title', label: 'Title', type: 'text' },
  { key: 'costCentre', label: 'Cost centre', type: 'text' },
  { key: 'manager', label: 'Manager', type: 'text' },
  { key: 'ownFields', label: 'Own fields', type: 'text' },
];

export interface AccountParts {
  /** `null` if licenses could not be read. */
  readonly licenses: readonly HeldLicense[] | null;
  /** What the usage report says; `null` if it says nothing, which does not mean "never". */
  readonly activity: Activity | null;
  readonly timezone: string;
}

export function accountOf(user: GoogleUser, { licenses, activity, timezone }: AccountParts): Account {
  const signIn = signInOf(user);
  const last = laterOf(signIn === null ? null : { at: signIn, from: 'sign-in' }, activity);
  const state = stateOf(user);
  const closed = state === 'active' ? null : instantIn(textIn(user.suspensionTime) ?? user.archivalTime);
  const { employeeNumber, department, title, costCentre, manager } = workOf(user);
  return {
    id: user.id,
    emails: addressesOf(user),
    username: textIn(user.primaryEmail),
    name: nameOf(user),
    state,
    // Google has no mark for accounts of programs and shared mailboxes: they are ordinary users.
    kind: user.isGuestUser === true ? 'guest' : 'unknown',
    role: roleOf(user),
    licenses: [...new Set((licenses ?? []).map(({ name }) => name))],
    lastActive: last?.at ?? null,
    created: instantIn(user.creationTime),
    columns: toldColumns({
      orgUnit: textIn(user.orgUnitPath),
      archived: user.archived === true ? true : null,
      closedOn: closed === null ? null : dayIn(timezone, closed),
      suspensionReason: textIn(user.suspensionReason),
      neverSignedIn: signIn === null && textIn(user.lastLoginTime) !== null ? true : null,
      lastActiveFrom: last?.from ?? null,
      licenseKeys: licenses === null ? null : keysOf(licenses),
      noKnownLicense: licenses?.length === 0 ? true : null,
      secondStep: user.isEnrolledIn2Sv ?? null,
      mailbox: user.isMailboxSetup ?? null,
      employeeNumber,
      department,
      title,
      costCentre,
      manager,
      ownFields: ownFieldsOf(user),
    }),
  };
}

/** Both are still billed: an archived account holds an Archived User license in place of its own. */
function stateOf({ suspended, archived }: GoogleUser): AccountState {
  return suspended === true || archived === true ? 'suspended' : 'active';
}

export const SUPER_ADMIN = 'Super admin';

function roleOf({ isAdmin, isDelegatedAdmin }: GoogleUser): string | null {
  if (isAdmin === true) return SUPER_ADMIN;
  return isDelegatedAdmin === true ? 'Admin' : null;
}

/** Users who never signed in have 1970-01-01T00:00:00.000Z. */
function signInOf({ lastLoginTime }: GoogleUser): Instant | null {
  const at = instantIn(lastLoginTime);
  return at === null || at.startsWith('1970-') ? null : at;
}

/** How much of the company's own fields is shown. */
const MOST_SHOWN = 300;

/** The fields that the company added to its users: they often tell which accounts belong to programs. */
function ownFieldsOf({ customSchemas }: GoogleUser): string | null {
  const fields = Object.entries(customSchemas ?? {}).flatMap(([schema, values]) =>
    Object.entries(values).flatMap(([field, value]) => {
      const text = ownText(value);
      return text === null ? [] : [`${schema}.${field}: ${text}`];
    }),
  );
  return textIn(fields.join('; ').slice(0, MOST_SHOWN));
}

/** A field that may have several values is a list of `{ type, value }`. */
function ownText(value: unknown): string | null {
  if (Array.isArray(value))
    return textIn(
      value
        .map((each: unknown) => ownText((each as { value?: unknown } | null)?.value))
        .filter((text) => text !== null)
        .join(', '),
    );
  return ['string', 'number', 'boolean'].includes(typeof value) ? textIn(String(value)) : null;
}
