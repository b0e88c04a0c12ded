import { savedFrom } from '../domain/saving.ts';
import { heldLines } from '../domain/seat-lines.ts';
import { accountByRow } from '../store/accounts.ts';
import { aboutToClose, lastSaved, type SavedSeat, saveSavings } from '../store/savings.ts';
import { type App, type Context, timestamp, today } from './context.ts';
import { offerOf } from './prices.ts';

/** A finding that closes because the seat is proven free. */
export interface Freed {
  /** The account's row. */
  readonly row: number;
  readonly openedAt: string;
}

/**
 * Writes down what seats that a complete read proved free cost on that day: later prices change nothing of it. A seat without a
 * known price saves nothing that could be counted. Inside the transaction that closes the findings.
 */
export function recordSavings(context: Context, app: App, freed: readonly Freed[]): void {
  const [first] = freed.map(({ openedAt }) => openedAt).sort();
  if (first === undefined) return;
  const { store } = context;
  const offer = offerOf(context, app.source.id);
  const at = timestamp(context);
  const saved = lastSaved(store, app.source.id, first);
  const day = today(context);
  saveSavings(
    store,
    freed.flatMap(({ row, openedAt }) => {
      const stored = accountByRow(store, row);
      // A seat is saved once for each time its finding was open.
      if (stored === null || (saved.get(row) ?? '') >= openedAt) return [];
      const { licenses } = stored.account;
      return heldLines({ licenses, bucket: 'leaver', count: 1 }, offer, day).flatMap(
        ({ product, monthly, saves }) =>
          Object.entries(monthly)
            .filter(([, hundredths]) => hundredths > 0)
            .map(
              ([currency, hundredths]): SavedSeat => ({
                app: app.source.id,
                account: row,
                licence: product ?? '',
                monthly: hundredths,
                currency,
                from: savedFrom(saves, day),
                at,
              }),
            ),
      );
    }),
  );
}

/**
 * The same for accounts that a believed run is about to close: an app often takes the licences away together with the account,
 * and after the change nobody could tell what the seat cost.
 */
export function recordClosing(context: Context, app: App, run: number): void {
  context.store.write(() => {
    const closing = aboutToClose(context.store, run);
    recordSavings(
      context,
      app,
      closing.map(({ account, openedAt }) => ({ row: account, openedAt })),
    );
  });
}
