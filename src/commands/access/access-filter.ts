import { joined } from '../../chat/say/words.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { addDays } from '../../domain/day.ts';
import { type Context, today } from '../../flows/context.ts';
import { wholeNumber } from '../arguments.ts';
import type { Asked } from '../command.ts';
import { oneOf, yesNo } from '../resolve.ts';

/** The filters of the access table, as `key:value`; `never-active` stands alone. */
export const FILTER_KEYS = [
  'status',
  'offboarded',
  'known',
  'kind',
  'state',
  'license',
  'idle',
  'email',
  'group',
] as const;

/** Reads the filters that somebody typed. Throws `CommandError` for a value that is none. */
export function accessFilter(context: Context, { filters, flags, words }: Asked): AccessFilter {
  const { status, kind, state, license, idle, email, offboarded, known, group } = filters;
  return {
    ...(status === undefined ? {} : { status: oneOf('status', status, ['active', 'inactive', 'unknown']) }),
    ...(offboarded === undefined ? {} : { offboarded: yesNo('offboarded', offboarded) }),
    ...(known === undefined ? {} : { known: yesNo('known', known) }),
    ...(kind === undefined ? {} : { kind: oneOf('kind', kind, ACCOUNT_KINDS) }),
    ...(state === undefined ? {} : { state: oneOf('state', state, ACCOUNT_STATES) }),
    ...(license === undefined ? {} : { license }),
    ...(idle === undefined ? {} : { idleBefore: addDays(today(context), -wholeNumber(idle, 60, 'idle')) }),
    ...(flags.has(NEVER) || words.includes(NEVER) ? { neverActive: true } : {}),
    ...(group === undefined ? {} : { group: group.toLowerCase() === 'none' ? null : group }),
    ...(email === undefined ? {} : { text: email }),
  };
}

export const NEVER = 'never-active';

/** `inactive, idle for 60 days, holding "Full"`, or `null` when everything is meant. */
export function filterText({ filters, flags, words }: Asked): string | null {
  const said: Record<(typeof FILTER_KEYS)[number], (value: string) => string> = {
    status: (value) => value.toLowerCase(),
    offboarded: (value) => `${yesNo('offboarded', value) ? '' : 'not '}offboarded`,
    known: (value) => `${yesNo('known', value) ? '' : 'not '}known`,
    kind: (value) => `of kind ${value.toLowerCase()}`,
    state: (value) => `in state ${value.toLowerCase()}`,
    license: (value) => `holding ${JSON.stringify(value)}`,
    idle: (value) => `idle for ${value} days`,
    email: (value) => `with ${JSON.stringify(value)} in address or name`,
    group: (value) => (value.toLowerCase() === 'none' ? 'granted by no group' : `granted by ${value}`),
  };
  const parts = FILTER_KEYS.flatMap((key) => (filters[key] === undefined ? [] : [said[key](filters[key])]));
  if (flags.has(NEVER) || words.includes(NEVER)) parts.push('never active');
  return parts.length === 0 ? null : joined(parts);
}
