import { unknownColumnText } from '../../chat/say/commands/unknown-word.ts';
import {
  PURCHASED_OR_UNLIMITED,
  SUBSCRIPTION_COLUMNS,
  type SubscriptionColumn,
} from '../../chat/say/licenses/subscription-columns.ts';
import { unknownWord } from '../resolve.ts';

const KEYS = SUBSCRIPTION_COLUMNS.map(({ key }) => key);
const USUAL = ['product', 'id', 'app', 'status', 'purchased', 'consumed', 'capability'];
/** With only one app there is room for money. */
const OF_ONE_APP = ['product', 'id', 'status', 'purchased', 'consumed', 'capability', 'price', 'renews'];

/** The columns of `columns:id,product,status` or `columns:all`; by default the usual ones. Throws `CommandError`. */
export function chooseSubscriptionColumns(
  asked: string | undefined,
  { oneApp }: { readonly oneApp: boolean },
): readonly SubscriptionColumn[] {
  const usual = oneApp ? OF_ONE_APP : USUAL;
  const words = asked === undefined ? usual : asked.split(',').map((word) => word.trim().toLowerCase());
  const columns = (words.length === 1 && words[0] === 'all' ? KEYS : words).map(columnNamed);
  return columns.some(({ key }) => key === 'unlimited')
    ? columns
    : columns.map((column) => (column.key === 'purchased' ? PURCHASED_OR_UNLIMITED : column));
}

function columnNamed(word: string): SubscriptionColumn {
  const key = word.replace(/[\s-]+/g, '_');
  const found = SUBSCRIPTION_COLUMNS.find((column) => column.key === key);
  if (found === undefined) throw unknownWord(word, KEYS, unknownColumnText);
  return found;
}
