import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import { notPeopleText } from '../account-parts.ts';
import { type Page, pageText } from '../pager.ts';
import { type OfferView, offerButton, offerText } from '../rules/rule.ts';
import { table } from '../table.ts';
import { type Clock, costText, count, dayAtText, numberText } from '../words.ts';
import { clearingRow, type UnmatchedItem } from './clearing-row.ts';

export interface ClearingView extends Clock {
  readonly items: readonly UnmatchedItem[];
  /** Only a selection is shown, by reason or kind. */
  readonly filtered: boolean;
  /** All are from one app, so no row has to name it. */
  readonly oneApp: boolean;
  /** Whether its buttons can be pressed; otherwise it is a table, as a shell prints it. */
  readonly pressable: boolean;
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
}

export function clearingMessage(view: ClearingView): Message {
  const { pressable, missing, page, offers, buttons } = view;
  const summary = summaryText(view);
  return {
    summary,
    title: summary,
    body: [
      ...missing,
      ...rowsOf(view),
      ...offers.map((offer) => ({ type: 'note', text: offerText(offer) }) as const),
      ...(pressable && page.total > page.size ? [{ type: 'note', text: MANY } as const] : []),
    ],
    buttons: [...offers.map(offerButton), ...buttons],
  };
}

/** The summary says it when there are none. */
function rowsOf(view: ClearingView): readonly Part[] {
  const { items, oneApp, pressable } = view;
  if (items.length === 0) return [];
  return pressable ? items.map((item) => clearingRow(item, oneApp, view)) : [tableOf(view)];
}

const MANY =
  'To decide on many at once: export them, fill in person, or known and reason, and run in a shell: clearing import <file.csv>';

function tableOf({ items, oneApp, ...clock }: ClearingView): Part {
  const columns = ['account', 'why', 'nearest', 'first seen', 'cost / month'];
  return table(
    oneApp ? columns : ['app', ...columns],
    items.map(({ app, item, firstSeen }) => [
      ...(oneApp ? [] : [app.name]),
      item.label,
      item.why ?? '–',
      item.suggestion === null ? '–' : `${item.suggestion.person.name} (${item.suggestion.reason})`,
      dayAtText(firstSeen, clock),
      costText(item.cost, item.costIsPartial) ?? '–',
    ]),
    'No unmatched accounts.',
  );
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
