import { EXPORTED, ofText } from '../../chat/say/export/subject.ts';
import { SUBSCRIPTION_TYPE } from '../../chat/say/licenses/subscription-columns.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { missingWords } from '../../domain/licenses/terms.ts';
import type { Cell } from '../../export/sheet.ts';
import { wholeInventory } from '../../flows/licenses/list-inventory.ts';
import { appsNamed } from '../arguments.ts';
import { type Exportable, listCell } from './sheet.ts';

/** Every subscription of one app or of all, including those that are gone. */
export const exportSubscriptions: Exportable = {
  word: 'subscriptions',
  names: 1,
  takes: '[app]',
  keys: [],
  sheet(context, { words: [appWord] }) {
    const apps = appsNamed(context, appWord);
    const names = new Map(apps.map(({ source, config }) => [source.id, config.id]));
    const items = wholeInventory(context).filter(({ app }) => names.has(app));
    return {
      name: appWord === undefined ? 'subscriptions' : `subscriptions ${apps[0]?.config.id}`,
      what: EXPORTED.subscriptions,
      filter: appWord === undefined ? null : ofText(apps[0]?.config.name ?? ''),
      apps,
      people: false,
      columns: [...FACTS].map(([label, { type }]) => ({ label, type })),
      pages: [items.map((item) => [...FACTS.values()].map(({ of }) => of(item, names.get(item.app) ?? '')))],
    };
  },
};

interface Fact {
  readonly type: 'text' | 'number' | 'flag' | 'date';
  of(item: InventoryItem, app: string): Cell;
}

const FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['app', { type: 'text', of: (_, app) => app }],
  ['id', { type: 'text', of: ({ id }) => id }],
  ['product', { type: 'text', of: ({ product }) => product }],
  ['type', { type: 'text', of: () => SUBSCRIPTION_TYPE }],
  ['model', { type: 'text', of: ({ model }) => model ?? DEFAULT_MODEL }],
  ['sku', { type: 'text', of: ({ sku }) => sku }],
  ['status', { type: 'text', of: ({ status }) => status }],
  ['missing', { type: 'text', of: ({ missing }) => listCell(missingWords(missing)) }],
  ['purchased', { type: 'number', of: ({ purchased, unlimited }) => (unlimited ? null : purchased) }],
  ['unlimited', { type: 'flag', of: ({ unlimited }) => unlimited }],
  ['consumed', { type: 'number', of: ({ consumed }) => consumed }],
  ['holders', { type: 'number', of: ({ holders }) => holders }],
  ['enabled', { type: 'number', of: ({ enabled }) => enabled }],
  ['warning', { type: 'number', of: ({ warning }) => warning }],
  ['suspended', { type: 'number', of: ({ suspended }) => suspended }],
  ['capability status', { type: 'text', of: ({ capabilityStatus }) => capabilityStatus }],
  ['unit price', { type: 'number', of: ({ unitPrice }) => unitPrice }],
  ['currency', { type: 'text', of: ({ currency }) => currency }],
  ['term', { type: 'text', of: ({ term }) => term }],
  ['renews on', { type: 'date', of: ({ renewsOn }) => renewsOn }],
  ['ends on', { type: 'date', of: ({ endsOn }) => endsOn }],
  ['notice days', { type: 'number', of: ({ noticeDays }) => noticeDays }],
  ['entitlement days', { type: 'number', of: ({ entitlementDays }) => entitlementDays }],
  ['pool', { type: 'text', of: ({ pool }) => pool }],
  ['last import', { type: 'date', of: ({ lastImport }) => lastImport }],
  ['gone since', { type: 'date', of: ({ goneAt }) => goneAt }],
]);
