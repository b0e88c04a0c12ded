import { count, dayText, moneyText } from '../chat/say/words.ts';
import { looksLike } from '../domain/classify.ts';
import { priceList, seatCost } from '../domain/money.ts';
import { type App, type Context, timestamp } from '../flows/context.ts';
import { labelOf } from '../flows/look-at-alert.ts';
import { suggestOwner } from '../flows/suggest-owner.ts';
import { whyUnknown } from '../flows/why-unknown.ts';
import { eachAccount, type StoredAccount } from '../store/accounts.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
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
    const rows = function* () {
      for (const app of apps)
        for (const stored of eachAccount(context.store, app.source.id, "status = 'unknown' AND known = 0"))
          yield clear(context, app, stored);
    };
    let total = 0;
    const shown: ClearingRow[] = [];
    for (const row of rows()) if (total++ < SHOWN) shown.push(row);
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
      json: rows(),
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

function clear(context: Context, app: App, stored: StoredAccount): ClearingRow {
  const { account } = stored;
  const { text: why, candidates } = whyUnknown(context, stored);
  const suggestion = suggestOwner(context, account);
  return {
    app: app.config.id,
    account: account.id,
    label: labelOf(stored),
    kind: account.kind,
    why,
    candidates,
    suggestion:
      suggestion === null
        ? null
        : {
            ...suggestion,
            person: {
              id: suggestion.person.id,
              name: suggestion.person.name,
              email: suggestion.person.email,
            },
          },
    looksLike: looksLike(account),
    firstSeen: stored.firstSeen,
    cost: moneyText(seatCost(account.licenses, priceList(listSubscriptions(context.store, app.source.id)))),
  };
}
