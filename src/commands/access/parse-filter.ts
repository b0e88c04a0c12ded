import { accessFilterText } from '../../chat/say/access/filter.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { addDays, type DayLimit, dayLimit } from '../../domain/day.ts';
import type { App, Context } from '../../flows/context.ts';
import { dayOfData } from '../../flows/data-age.ts';
import { wholeNumber } from '../arguments.ts';
import type { Asked } from '../command.ts';
import { oneOf, yesNo } from '../resolve.ts';

/** The filters of the access table, as `key:value`; `never-active` is a word of its own. */
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

/** Reads the typed filters. Throws `CommandError` for a value that a filter cannot have. */
export function accessFilter(context: Context, app: App, { filters, flags, words }: Asked): AccessFilter {
  const { status, kind, state, license, idle, email, offboarded, known, group } = filters;
  return {
    ...(status === undefined ? {} : { status: oneOf('status', status, ['active', 'inactive', 'unknown']) }),
    ...(offboarded === undefined ? {} : { offboarded: yesNo('offboarded', offboarded) }),
    ...(known === undefined ? {} : { known: yesNo('known', known) }),
    ...(kind === undefined ? {} : { kind: oneOf('kind', kind, ACCOUNT_KINDS) }),
    ...(state === undefined ? {} : { state: oneOf('state', state, ACCOUNT_STATES) }),
    ...(license === undefined ? {} : { license }),
    ...(idle === undefined ? {} : { idleBefore: idleBefore(context, app, wholeNumber(idle, 60, 'idle')) }),
    ...(flags.has(NEVER) || words.includes(NEVER) ? { neverActive: true } : {}),
    ...(group === undefined ? {} : { group: group.toLowerCase() === 'none' ? null : group }),
    ...(email === undefined ? {} : { text: email }),
  };
}

function idleBefore(context: Context, { source }: App, days: number): DayLimit {
  return dayLimit(context.config.timezone, addDays(dayOfData(context, source.dataAt), -days));
}

export const NEVER = 'never-active';

/** The filter in words: `inactive and idle for 60 days`; `null` when every account is meant. */
export function filterText({ filters, flags, words }: Asked): string | null {
  const { offboarded, known, group, ...asTyped } = filters;
  return accessFilterText({
    ...asTyped,
    ...(offboarded === undefined ? {} : { offboarded: yesNo('offboarded', offboarded) }),
    ...(known === undefined ? {} : { known: yesNo('known', known) }),
    ...(group === undefined ? {} : { group: group.toLowerCase() === 'none' ? null : group }),
    neverActive: flags.has(NEVER) || words.includes(NEVER),
  });
}
