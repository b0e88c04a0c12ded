import { accountMessage, RECOMMENDED } from '../../chat/say/access/account.ts';
import { accountEventText } from '../../chat/say/access/account-history.ts';
import { cellText } from '../../chat/say/access/cell.ts';
import { COMMON_COLUMNS } from '../../domain/access/access-column.ts';
import { ownColumns } from '../../flows/access/app-columns.ts';
import { lookAtAccount } from '../../flows/access/look-at-account.ts';
import { type App, type Context, clockOf } from '../../flows/context.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import type { Answer } from '../command.ts';
import { cellsOf } from './account-cells.ts';

/** One account of the access table in full: `access figma ada@acme.example`. */
export async function accountAnswer(context: Context, app: App, stored: StoredAccount): Promise<Answer> {
  const { item, view } = lookAtAccount(context, app, stored);
  const cells = cellsOf(item);
  const clock = clockOf(context);
  const own = (await ownColumns(context, app)).map(({ column }) => column);
  const facts = [...COMMON_COLUMNS.slice(1), ...own].map((column) => ({
    label: column.label,
    value: cellText(cells, column, clock, stored.status === 'unknown' ? view.why : null),
  }));
  return {
    ok: true,
    message: accountMessage({ ...view, facts }),
    json: {
      ...item.row,
      created: stored.account.created,
      firstSeen: stored.firstSeen,
      why: view.why,
      recommended: { action: view.recommendation, text: RECOMMENDED[view.recommendation] },
      monthlyCost: item.details.monthlyCost,
      costIsPartial: item.details.costIsPartial,
      history: view.history.map((past) => ({ at: past.at, what: accountEventText(past), by: past.by })),
    },
  };
}
