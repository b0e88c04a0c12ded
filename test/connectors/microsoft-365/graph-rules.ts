import { fixtureOf } from '../vendors/fixture.ts';
import type { Ask, Reply } from '../vendors/server.ts';

export const fixture = fixtureOf('microsoft');

export const TENANT = '9a3d526c-b3c1-4479-ba74-197b5c5751ae';
export const CLIENT = '0785ef7c-2d7a-4542-b048-95bcab406e0b';
export const SECRET = 'kXq8Q~a.Test-Client-Secret_71';
/** What the server gives out. */
export const FETCHED = 'eyFetchedTokenOfEntra';

export type Row = Record<string, unknown> & { readonly id: string };

/** Every application permission that something here asks for. */
const RIGHTS = [
  'User.Read.All',
  'Organization.Read.All',
  'AuditLog.Read.All',
  'Reports.Read.All',
  'ReportSettings.Read.All',
  'GroupMember.Read.All',
  'MailboxSettings.Read',
  'RoleManagement.Read.Directory',
  'User-LifeCycleInfo.Read.All',
] as const;
export type GraphRight = (typeof RIGHTS)[number];

export interface GraphRules {
  readonly users?: readonly Row[];
  readonly deleted?: readonly Row[];
  readonly groups?: readonly (Row & { readonly members?: readonly Row[] })[];
  readonly skus?: readonly Row[];
  readonly purchases?: readonly Row[];
  /** Rows on a page, whatever is asked for: Graph may give fewer. */
  readonly most?: number;
  /** The permissions that were not granted. */
  readonly lacks?: readonly GraphRight[];
  /** User.ReadBasic.All in place of User.Read.All: all users, and hardly anything about them. */
  readonly basic?: true;
  /** A tenant without Entra ID P1. */
  readonly free?: true;
  /** A tenant whose changes are not tracked, as of Azure AD B2C. */
  readonly unwatched?: true;
  /** The links of this tenant have ended, because it was moved. */
  readonly moved?: true;
  /** How many changes that a link told before are told again. */
  readonly replayed?: number;
  /** Rows of changes hold only what has changed, as with `Prefer: return=minimal`. */
  readonly onlyChanged?: true;
  readonly changesPerPage?: number;
  /** The last page of changes is an empty one. */
  readonly emptyPages?: true;
  /** The changes end without a link for the next time, as when a proxy cuts them off. */
  readonly endless?: true;
  /** How many users Graph counts besides those that it lists. */
  readonly counted?: number;
  /** Users whom the copy of the directory that lists them has not learnt of yet: what it says of them. */
  readonly behind?: Readonly<Record<string, Row | null>>;
  /** A field that this cloud does not have yet. */
  readonly without?: string;
  /** Users on a page of sign-ins, at most. */
  readonly mostSignIns?: number;
  /** Whether usage reports conceal names. */
  readonly concealed?: boolean;
  /** The tenant's id, where a proxy leads to another one. */
  readonly tenant?: string;
  readonly domains?: readonly {
    readonly name: string;
    readonly isDefault?: boolean;
    readonly isInitial?: boolean;
  }[];
  /** Who holds which directory role; the names of the roles by their ids. */
  readonly assignments?: readonly Row[];
  readonly definitions?: readonly Row[];
  /** What the mailboxes of users are for, by user id; others have none. */
  readonly purposes?: Readonly<Record<string, string>>;
  /** Users whose mailbox is throttled the first time it is asked for. */
  readonly busy?: readonly string[];
  /** Where the usage report lies. */
  readonly report?: string;
}

export function graphError(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, innerError: { 'request-id': '73badd94' } } } };
}

export const DENIED = graphError(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);

/** A page of a list: `$select` and `$top` as Graph enforces them, `$skiptoken` for what comes next. */
export function pageOf(
  { query, path, origin }: Ask,
  all: readonly Row[],
  { most = 999, largest = 999 }: { readonly most?: number; readonly largest?: number } = {},
): Reply {
  const top = Number(query.get('$top') ?? 100);
  if (top > largest)
    return graphError(
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${top}'. Must be between 1 and ${largest} inclusive.`,
    );
  const start = Number(query.get('$skiptoken')?.replace('opaque-', '') ?? 0);
  const rows = all.slice(start, start + Math.min(top, most));
  const next = new URLSearchParams(query);
  next.set('$skiptoken', `opaque-${start + rows.length}`);
  const more = start + rows.length < all.length ? { '@odata.nextLink': `${origin}${path}?${next}` } : {};
  return { body: { ...more, value: rows.map((row) => selected(row, query)) } };
}

/** What nobody selects is not sent, but for what says that a row is more than its kind. */
function selected(row: Row, query: URLSearchParams): Row {
  const select = query.get('$select');
  if (select === null) return row;
  const expanded = /^manager\b/.test(query.get('$expand') ?? '') ? ['manager'] : [];
  const names = [...select.split(','), ...expanded, '@odata.type'];
  return Object.fromEntries(names.flatMap((name) => (name in row ? [[name, row[name]]] : []))) as Row;
}

/** All that User.ReadBasic.All shows. */
export function basicOnly(row: Row): Row {
  const shown = ['id', 'displayName', 'mail', 'userPrincipalName'];
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, shown.includes(name) ? value : null]),
  ) as Row;
}
