import { joined } from '../words.ts';

/** What each export is, and its filter in words; `null` for no filter. */

export const EXPORTED = {
  clearing: 'Unmatched accounts',
  subscriptions: 'Subscriptions',
  audit: 'Audit log',
  evidence: 'Evidence of removals',
  access: (app: string) => `Access to ${app}`,
  subscribers: (name: string) => `License holders of ${name}`,
  who: (person: string) => `Accounts of ${person}`,
} as const;

export function ofText(name: string): string {
  return `of ${name}`;
}

export function clearingFilterText(filter: {
  readonly app?: string;
  readonly why?: string;
  readonly kind?: string;
}): string | null {
  return listed([
    filter.app === undefined ? null : ofText(filter.app),
    filter.why === undefined ? null : `because ${filter.why}`,
    filter.kind === undefined ? null : `of kind ${filter.kind}`,
  ]);
}

export function subscribersFilterText(filter: {
  readonly of?: string;
  readonly active?: boolean;
  readonly email?: string;
}): string | null {
  return listed([
    filter.of === undefined ? null : ofText(filter.of),
    filter.active === undefined ? null : filter.active ? 'active' : 'not active',
    filter.email === undefined ? null : `with ${JSON.stringify(filter.email)} in address or name`,
  ]);
}

function listed(parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : joined(said);
}
