import { dayReader } from '../../domain/day.ts';
import type { HeldSince } from '../../domain/money/bucket.ts';
import { type FreedSeat, freedSeats } from '../../domain/money/freed-seats.ts';
import { savedFrom } from '../../domain/money/saving.ts';
import { type Loss, type SavedSeat, saveSavings } from '../../store/money/savings.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { pricingOf } from './load-prices.ts';

/**
 * Records what seats cost on the day on which an accepted read proved them free, so that later prices do not change it. It makes no
 * difference whether people who left held them, or they were idle or second seats. Runs in the transaction that removes them, so that each counts once.
 */
export function recordSavings(context: Context, app: App, losses: readonly Loss[]): void {
  if (losses.length === 0) return;
  const pricing = pricingOf(context, app.source.id);
  const day = today(context);
  const at = timestamp(context);
  saveSavings(
    context.store,
    losses.flatMap(({ account, before, since, after }) =>
      freedSeats(before, daysOf(since, context.config.timezone), after, pricing, day).map(
        (freed): SavedSeat => ({
          app: app.source.id,
          account,
          license: freed.license,
          ...costOf(freed),
          from: savedFrom(freed.line.saves, day),
          at,
        }),
      ),
    ),
  );
}

/** The day, in the organisation's time zone, since which each license was held. */
function daysOf(since: Loss['since'], timezone: string): HeldSince {
  const dayOf = dayReader(timezone);
  return since.map(([license, at]) => [license, dayOf(at)]);
}

/** A seat without a known price counts as freed, with a saving of nothing. */
function costOf({ line }: FreedSeat): Pick<SavedSeat, 'monthly' | 'currency'> {
  return line.price ?? { currency: '', monthly: 0 };
}
