import type { Button, Message, Part } from '../../../domain/message.ts';
import { type Page, pageText } from '../pager.ts';
import { table } from '../table.ts';
import { count, joined, numberText } from '../words.ts';
import { type LicenseItem, licenseLines } from './license-line.ts';
import type { Organisation, SubscriptionColumn, SubscriptionView } from './subscription-columns.ts';
import { allListedText, type UnlistedLicense, unlistedText } from './unlisted.ts';

/** The inventory of one app or of all. */
export interface SubscriptionsView {
  readonly apps: readonly {
    readonly id: string;
    readonly name: string;
    readonly findings: readonly LicenseItem[];
    /** Licenses that accounts hold and that belong to no subscription; `null` if that is not known. */
    readonly unlisted: readonly UnlistedLicense[] | null;
    /** Names that seatkeeper.yaml completes and no subscription has: most likely a typing slip. */
    readonly unusedNames: readonly string[];
  }[];
  readonly subscriptions: readonly SubscriptionView[];
}

/** `missing` is what the answer cannot contain, such as apps that were not read. */
export function subscriptionsMessage(
  { apps, subscriptions }: SubscriptionsView,
  columns: readonly SubscriptionColumn[],
  page: Page,
  organisation: Organisation,
  frame: { readonly missing: readonly Part[]; readonly buttons: readonly Button[] },
): Message {
  const listed = apps.flatMap(({ name, unlisted }) => (unlisted?.length === 0 ? [name] : []));
  const shown = subscriptions.slice((page.page - 1) * page.size, page.page * page.size);
  const summary = `${summaryText(subscriptions, apps.length === 1 ? apps[0]?.name : undefined)}${pageText(page)}`;
  return {
    summary,
    title: summary,
    body: [
      ...frame.missing,
      table(
        columns.map(({ label, align }) => ({ label, align })),
        shown.map((view) => columns.map((column) => column.text(view, organisation))),
        'No subscriptions have been read yet. A CSV app reads them from the file named in settings: { subscriptions: … }.',
      ),
      ...apps.flatMap(({ id, findings }) => licenseLines(id, findings, organisation)),
      ...apps.flatMap(({ name, unlisted }) =>
        unlisted === null || unlisted.length === 0 ? [] : [note(unlistedText(name, unlisted))],
      ),
      ...(listed.length === 0 ? [] : [note(allListedText(listed))]),
      ...apps.flatMap(({ name, unusedNames }) =>
        unusedNames.length === 0 ? [] : [note(unusedNamesText(name, unusedNames))],
      ),
      note(
        'subscriptions <id> shows one in full, columns:all shows every column, subscribers <id> lists its holders.',
      ),
    ],
    buttons: frame.buttons,
  };
}

function summaryText(subscriptions: readonly SubscriptionView[], app: string | undefined): string {
  const current = subscriptions.filter(({ item }) => item.goneAt === null);
  const gone = subscriptions.length - current.length;
  const of = (status: string) => current.filter(({ item }) => item.status === status).length;
  const parts = [
    ...(['used', 'unused', 'not-told', 'expired', 'invalid'] as const).flatMap((status) =>
      of(status) === 0 ? [] : [`${numberText(of(status))} ${STATUS_WORDS[status]}`],
    ),
    ...(gone > 0 ? [`${numberText(gone)} gone`] : []),
  ];
  const where = app === undefined ? '' : `${app}: `;
  return `${where}${count(current.length, 'subscription')}${parts.length === 0 ? '' : `: ${joined(parts)}`}.`;
}

const STATUS_WORDS = {
  used: 'used',
  unused: 'unused',
  'not-told': 'of which nobody tells whether they are used',
  expired: 'expired',
  invalid: 'invalid (information is missing)',
} as const;

function unusedNamesText(app: string, names: readonly string[]): string {
  return `seatkeeper.yaml has terms for ${joined(names)}, but ${app} has no ${names.length === 1 ? 'subscription of that name' : 'subscriptions of those names'}.`;
}

function note(text: string): Part {
  return { type: 'note', text };
}
