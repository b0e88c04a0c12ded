import { count, dayText, moneyText } from '../chat/say/words.ts';
import { looksLike } from '../domain/classify.ts';
import { type Price, seatCost } from '../domain/money.ts';
import { type RosterIndex, rosterIndex } from '../domain/roster-index.ts';
import { type App, type Context, timestamp } from '../flows/context.ts';
import { pricesOf } from '../flows/inventory.ts';
import { labelOf } from '../flows/look-at-alert.ts';
import { indexFor } from '../flows/reassess.ts';
import { suggestionData, suggestOwner } from '../flows/suggest-owner.ts';
import { whyUnknown } from '../flows/why-unknown.ts';
import { accountByRow, type StoredAccount, unownedRows } from '../store/accounts.ts';
import { rosterEntries } from '../store/people.ts';
import { appsNamed } from './arguments.ts';
import type { Command } from './command.ts';

const SHOWN = 50;

export const clearing: Command = {
  verb: 'clearing',
  example: 'clearing figma',
  does: 'accounts that belong to nobody, why, and who is nearest',
  group: 'look',
  keys: [],
  answer(context, { words: [appWord] }) {
    const apps = appsNamed(context, appWord);
    const waiting = apps.map((app) => ({ app, rows: unownedRows(context.store, app.source.id) }));
    const total = waiting.reduce((sum, { rows }) => sum + rows.length, 0);
    const rows = (limit: number) => clearRows(context, waiting, total, limit);
    const shown = [...rows(SHOWN)];
    const summary =
      total === 0
        ? 'Clearing is empty: every account belongs to somebody or is known.'
        : `${count(total, 'account')} to clear.`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          {
            type: 'table',
            columns: ['app', 'account', 'why', 'nearest', 'first seen', 'cost / month'].map((label) => ({
              label,
              align: 'left' as const,
            })),
            rows: shown.map((row) => [
              row.app,
              row.label,
              row.why,
              row.suggestion === null
                ? '–'
                : `${row.suggestion.person.name} (${row.suggestion.score.toFixed(2)}, ${row.suggestion.reason})`,
              dayText(row.firstSeen, timestamp(context)),
              row.cost ?? '–',
            ]),
            empty: 'Nothing to clear.',
          },
          ...(total > SHOWN
            ? [
                {
                  type: 'note',
                  text: `The first ${SHOWN} are shown; name an app to narrow it down.`,
                } as const,
              ]
            : []),
        ],
        buttons: [],
      },
      json: rows(total),
    };
  },
};

interface ClearingRow {
  readonly app: string;
  readonly account: string;
  readonly label: string;
  readonly kind: string;
  readonly why: string;
  readonly candidates: readonly string[];
  readonly suggestion: {
    readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
    readonly score: number;
    readonly reason: string;
  } | null;
  readonly looksLike: string | null;
  readonly firstSeen: string;
  readonly cost: string | null;
}

interface Waiting {
  readonly app: App;
  readonly rows: readonly number[];
}

function* clearRows(
  context: Context,
  waiting: readonly Waiting[],
  total: number,
  limit: number,
): Iterable<ClearingRow> {
  // For a screenful, those near each account will do; for all of them, everybody at once.
  const everybody =
    Math.min(total, limit) > SHOWN ? rosterIndex(rosterEntries(context.store), context.seed) : null;
  let left = limit;
  for (const { app, rows } of waiting) {
    const prices = pricesOf(context, app.source.id);
    for (const row of rows) {
      if (left-- <= 0) return;
      const stored = accountByRow(context.store, row);
      if (stored !== null)
        yield clear(context, { app, prices }, stored, everybody ?? indexFor(context, [stored]));
    }
  }
}

function clear(
  context: Context,
  { app, prices }: { app: App; prices: ReadonlyMap<string, Price> },
  stored: StoredAccount,
  index: RosterIndex,
): ClearingRow {
  const { account } = stored;
  const { text: why, candidates } = whyUnknown(context, stored, index);
  const suggestion = suggestOwner(context, account);
  return {
    app: app.config.id,
    account: account.id,
    label: labelOf(stored),
    kind: account.kind,
    why,
    candidates,
    suggestion: suggestionData(suggestion),
    looksLike: looksLike(account),
    firstSeen: stored.firstSeen,
    cost: moneyText(seatCost(account.licenses, prices)),
  };
}
