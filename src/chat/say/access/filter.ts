import { joined } from '../words.ts';

/** The filters of the access table as they were typed. */
export interface AccessFilterWords {
  readonly status?: string;
  readonly offboarded?: boolean;
  readonly known?: boolean;
  readonly kind?: string;
  readonly state?: string;
  readonly license?: string;
  /** A number of days. */
  readonly idle?: string;
  readonly email?: string;
  /** `null`: granted by no group. */
  readonly group?: string | null;
  readonly neverActive?: boolean;
}

/** `inactive, idle for 60 days and holding "Full"`; `null` when every account is meant. */
export function accessFilterText(filter: AccessFilterWords): string | null {
  const { status, offboarded, known, kind, state, license, idle, email, group, neverActive } = filter;
  const parts = [
    status?.toLowerCase(),
    offboarded === undefined ? undefined : `${offboarded ? '' : 'not '}offboarded`,
    known === undefined ? undefined : `${known ? '' : 'not '}known`,
    kind === undefined ? undefined : `of kind ${kind.toLowerCase()}`,
    state === undefined ? undefined : `in state ${state.toLowerCase()}`,
    license === undefined ? undefined : `holding ${JSON.stringify(license)}`,
    idle === undefined ? undefined : `idle for ${idle} days`,
    email === undefined ? undefined : `with ${JSON.stringify(email)} in address or name`,
    group === undefined ? undefined : group === null ? 'granted by no group' : `granted by ${group}`,
    neverActive === true ? 'with no use on record' : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : joined(parts);
}
