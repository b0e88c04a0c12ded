import { joined } from '../../chat/say/words.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { type Cell, inPages, type SheetColumn } from '../../export/sheet.ts';
import { findLicenseHolders, type LicenseHolder } from '../../flows/licenses/find-license-holders.ts';
import { subscriptionsMeant } from '../licenses/subscribers.ts';
import { yesNo } from '../resolve.ts';
import type { Exportable } from './sheet.ts';

/** Who holds a subscription, all of an app, or all there are; and who gave one up while it is still required. */
export const exportSubscribers: Exportable = {
  word: 'subscribers',
  names: Number.POSITIVE_INFINITY,
  takes: '[app or subscription]',
  keys: ['active', 'email'],
  sheet(context, { words, filters: { active, email } }) {
    const { listed, name } = subscriptionsMeant(context, words);
    const found = findLicenseHolders(context, listed, {
      ...(active === undefined ? {} : { active: yesNo('active', active) }),
      ...(email === undefined ? {} : { text: email }),
    });
    const filters = [
      ...(words.length === 0 ? [] : [`of ${name}`]),
      ...(active === undefined ? [] : [yesNo('active', active) ? 'active' : 'not active']),
      ...(email === undefined ? [] : [`with ${JSON.stringify(email)} in address or name`]),
    ];
    return {
      name: ['subscribers', ...words].join(' '),
      what: `Subscribers of ${name}`,
      filter: filters.length === 0 ? null : joined(filters),
      apps: [...new Map(listed.map(({ app }) => [app.source.id, app])).values()],
      people: true,
      columns: COLUMNS.map(({ label, type }) => ({ label, type })),
      pages: subscriberPages(found.rows()),
    };
  },
};

function* subscriberPages(rows: Iterable<LicenseHolder>): Iterable<readonly Cell[][]> {
  for (const page of inPages(rows, 250)) yield page.map((row) => COLUMNS.map(({ of }) => of(row)));
}

const COLUMNS: readonly (SheetColumn & { readonly of: (row: LicenseHolder) => Cell })[] = [
  { label: 'e-mail', type: 'text', of: ({ email }) => email },
  { label: 'person', type: 'text', of: ({ person }) => person?.name ?? null },
  { label: 'is active', type: 'flag', of: ({ isActive }) => isActive },
  { label: 'last import', type: 'date', of: ({ lastImport }) => lastImport },
  { label: 'subscription id', type: 'text', of: ({ item }) => item.id },
  { label: 'product', type: 'text', of: ({ item }) => item.product },
  { label: 'model', type: 'text', of: ({ item }) => item.model ?? DEFAULT_MODEL },
  { label: 'status', type: 'text', of: ({ item }) => item.status },
  { label: 'SKU', type: 'text', of: ({ item }) => item.sku },
  { label: 'app', type: 'text', of: ({ app }) => app.config.id },
  { label: 'account', type: 'text', of: ({ account }) => account },
  { label: 'person email', type: 'text', of: ({ person }) => person?.email ?? null },
  { label: 'held since', type: 'date', of: ({ since }) => since },
  { label: 'given up', type: 'date', of: ({ endedAt }) => endedAt },
  { label: 'required until', type: 'date', of: ({ requiredUntil }) => requiredUntil },
];
