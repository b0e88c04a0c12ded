import { ACCOUNT_STATES, holdsSeat } from '../../domain/account.ts';

const WITHOUT_SEAT = ACCOUNT_STATES.filter((state) => !holdsSeat({ state })).map((state) => `'${state}'`);

/** `holdsSeat` in domain/account.ts, for a row of `account` or `account_change`. */
export function isSeat(table: string): string {
  return `${table}.state NOT IN (${WITHOUT_SEAT.join(', ')})`;
}

/** `accountLabel`, in SQL. */
export const ACCOUNT_LABEL = 'coalesce(email, username, name, external_id)';

/** Whether a text, in lower case, is part of an address, username or name of the account. */
export function isNamedLike(text: string): string {
  return `instr(lower(coalesce(emails, email, '') || ' ' || coalesce(username, '') || ' ' || coalesce(name, '')), ${text}) > 0`;
}
