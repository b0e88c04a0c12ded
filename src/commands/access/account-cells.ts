import type { AccessCells } from '../../chat/say/access/cell.ts';
import type { AccessItem } from '../../flows/access/describe-account.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';

/** An account as the cells of the access table and of its export show it. */
export function cellsOf({ row, details, stored }: AccessItem): AccessCells {
  const { account, firstSeen } = stored;
  return {
    row,
    details,
    label: accountLabel(stored),
    columns: account.columns,
    created: account.created,
    firstSeen,
  };
}
