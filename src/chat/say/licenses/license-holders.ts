import type { Instant } from '../../../domain/day.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import { type Page, pageText } from '../pager.ts';
import { table } from '../table.ts';
import { type Clock, count, dayText, momentText } from '../words.ts';
import { modelText, type SubscriptionView, statusText } from './subscription-columns.ts';

/** An account that holds a subscription, or gave it up while it must still be kept. */
export interface HolderView extends SubscriptionView {
  /** The address, or the username, name or id if there is none. */
  readonly label: string;
  readonly person: { readonly name: string } | null;
  readonly isActive: boolean;
  readonly lastImport: Instant | null;
  /** The first day on which the seat need not be kept. */
  readonly requiredUntil: string | null;
}

export interface HoldersView {
  /** A subscription, an app or the organisation. */
  readonly name: string;
  /** Where one subscription was asked for. */
  readonly only: SubscriptionView | null;
  readonly filtered: boolean;
  /** How many hold one, if only people who gave one up were asked for and there are none; otherwise `null`. */
  readonly holding: number | null;
  /** Whether none of the apps was read yet. */
  readonly unread: boolean;
  /** The holders on this page. */
  readonly shown: readonly HolderView[];
}

/** `missing` is what the answer cannot contain, such as apps that were not read. */
export function holdersMessage(
  { name, only, filtered, holding, unread, shown }: HoldersView,
  page: Page,
  clock: Clock,
  frame: { readonly missing: readonly Part[]; readonly buttons: readonly Button[] },
): Message {
  const summary =
    holding === null || unread
      ? `${name}: ${count(page.total, 'license holder')}${filtered ? ' with that filter' : ''}.${pageText(page)}`
      : `${name}: nobody gave up a license that is still required; ${count(holding, 'account')} ${holding === 1 ? 'holds' : 'hold'} one.`;
  const columns: readonly Column<HolderView>[] = only === null ? [...OWN, ...SHARED] : OWN;
  return {
    summary,
    title: summary,
    body: [
      ...frame.missing,
      ...(only === null ? [] : [facts(only, clock)]),
      ...(holding !== null && !unread
        ? []
        : [
            table(
              columns.map(({ label }) => label),
              shown.map((holder) => columns.map(({ text }) => text(holder, clock))),
              unread
                ? 'Nothing has been read yet.'
                : filtered
                  ? 'Nobody with that filter.'
                  : 'Nobody holds it.',
            ),
          ]),
      ...(shown.some(({ isActive }) => !isActive) ? [STILL_REQUIRED] : []),
    ],
    buttons: frame.buttons,
  };
}

interface Column<Row> {
  readonly label: string;
  readonly text: (row: Row, clock: Clock) => string;
}

const OWN: readonly Column<HolderView>[] = [
  { label: 'email', text: ({ label }) => label },
  { label: 'person', text: ({ person }) => person?.name ?? '–' },
  { label: 'is active', text: activeText },
  {
    label: 'last import',
    text: ({ lastImport }, { now, timezone }) =>
      lastImport === null ? '–' : momentText(lastImport, timezone, now),
  },
];

/** The same for every holder of one subscription. */
const SHARED: readonly Column<SubscriptionView>[] = [
  { label: 'subscription id', text: ({ item }) => item.id },
  { label: 'product', text: ({ item }) => item.product ?? '–' },
  { label: 'model', text: modelText },
  { label: 'status', text: statusText },
  { label: 'SKU', text: ({ item }) => item.sku },
];

const STILL_REQUIRED: Part = {
  type: 'note',
  text: 'A holder who is not active gave up the license while its minimum period is still running, and leaves this list when that period ends.',
};

function facts(view: SubscriptionView, clock: Clock): Part {
  return { type: 'facts', facts: SHARED.map(({ label, text }) => ({ label, value: text(view, clock) })) };
}

function activeText({ isActive, requiredUntil }: HolderView, clock: Clock): string {
  if (isActive) return 'yes';
  return requiredUntil === null ? 'no' : `no, required until ${dayText(requiredUntil, clock)}`;
}
