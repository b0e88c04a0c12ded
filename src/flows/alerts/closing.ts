import { holdsSeat } from '../../domain/account.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import type { Context } from '../context.ts';

/** Why a finding is closed when it is no longer true after a change on our side, such as a decision or a roster read. */
export function closingOf(context: Context, row: number): Closing {
  const stored = accountByRow(context.store, row);
  if (stored === null || stored.goneAt !== null) return 'gone';
  if (!holdsSeat(stored.account)) return 'no-seat';
  return stored.known ? 'known' : 'owner-active';
}
