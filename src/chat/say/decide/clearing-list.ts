import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Instant } from '../../../domain/day.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { notPeopleText } from '../account-parts.ts';
import { type Page, pageText } from '../pager.ts';
import { type OfferView, offerButton, offerText } from '../rules/rule.ts';
import { table } from '../table.ts';
import { count, dayText, moneyText, numberText } from '../words.ts';

/** One account that no person owns. */
interface UnmatchedRow {
  /** The app's name. */
  readonly appName: string;
  readonly label: string;
  /** In words. */
  readonly why: string;
  readonly suggestion: {
    readonly person: { readonly name: string };
    readonly score: number;
    readonly reason: string;
  } | null;
  readonly firstSeen: Instant;
  readonly monthlyCost: Money;
}

export interface ClearingView {
  readonly rows: readonly UnmatchedRow[];
  /** Only some are asked for, by why or kind. */
  readonly filtered: boolean;
  /** Those of one app only, so that no column has to name it. */
  readonly oneApp: boolean;
  /** All accounts of these apps. */
  readonly accounts: AccountCounts;
  readonly page: Page;
  /** What is missing because apps were not read; empty when all were. */
  readonly missing: readonly Part[];
  readonly unread: boolean;
  /** Rules that would match some of them. */
  readonly offers: readonly OfferView[];
  /** Other pages and the export. */
  readonly buttons: readonly Button[];
  readonly now: Instant;
}

export function clearingMessage(view: ClearingView): Message {
  const { rows, oneApp, missing, offers, buttons, now } = view;
  const summary = summaryText(view);
  const columns = ['account', 'why', 'nearest', 'first seen', 'cost / month'];
  return {
    summary,
    title: summary,
    body: [
      ...missing,
      table(
        oneApp ? columns : ['app', ...columns],
        rows.map((row) => [
          ...(oneApp ? [] : [row.appName]),
          row.label,
          row.why,
          nearestText(row),
          dayText(row.firstSeen, now),
          moneyText(row.monthlyCost) ?? '–',
        ]),
        'No unmatched accounts.',
      ),
      ...offers.map((offer) => ({ type: 'note', text: offerText(offer) }) as const),
    ],
    buttons: [...offers.map(offerButton), ...buttons],
  };
}

function summaryText({ filtered, unread, page, accounts }: ClearingView): string {
  if (page.total > 0 || filtered)
    return `${count(page.total, 'unmatched account')}${filtered ? ' with that filter' : partsOf(accounts)}.${pageText(page)}`;
  return unread
    ? 'No unmatched accounts in the apps read so far.'
    : 'No unmatched accounts: every account belongs to a person or is known.';
}

/** `: 18 unknown, 10 bots, rooms or service accounts` */
function partsOf({ parts, notPeople }: AccountCounts): string {
  const unknown = parts.unknown > 0 ? [`${numberText(parts.unknown)} unknown`] : [];
  return parts['not-people'] === 0 ? '' : `: ${[...unknown, notPeopleText(notPeople)].join(', ')}`;
}

function nearestText({ suggestion }: UnmatchedRow): string {
  if (suggestion === null) return '–';
  return `${suggestion.person.name} (${suggestion.reason})`;
}
