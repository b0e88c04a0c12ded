import { EXPORTED, subscribersFilterText } from '../../chat/say/export/subject.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { type Cell, inPages, type SheetColumn } from '../../export/sheet.ts';
import { findLicenseHolders, type LicenseHolder } from '../../flows/licenses/find-license-holders.ts';
import { subscriptionsMeant } from '../licenses/subscribers.ts';
import { yesNo } from '../resolve.ts';
import type { Exportable } from './sheet.ts';

/** The holders of one subscription, of an app's or of all, with those who gave one up while it must still be paid for. */
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
    const filter = subscribersFilterText({
      ...(words.length === 0 ? {} : { of: name }),
      ...(active === undefined ? {} : { active: yesNo('active', active) }),
      ...(email === undefined ? {} : { email }),
    });
    return {
      name: ['subscribers', ...words].join(' '),
      what: EXPORTED.subscribers(name),
      filter,
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
