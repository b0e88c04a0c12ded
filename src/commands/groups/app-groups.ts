import {
  appGroupsMessage,
  FIRST_ROWS,
  GROUP_LISTS,
  type GroupList,
  type GroupListRow,
  groupListMessage,
  noDriftMessage,
} from '../../chat/say/groups/app-groups.ts';
import type { App, Context } from '../../flows/context.ts';
import { listByGroups, lookAtAppGroups } from '../../flows/groups/look-at-app-groups.ts';

import type { Answer, Request } from '../command.ts';
import { pageNamed } from '../page.ts';
import { oneOf } from '../resolve.ts';

const PAGE = 25;

/** Who should have the app because of their groups, who lacks it, and who has it without a group. */
export function appGroups(context: Context, app: App, { filters }: Request): Answer {
  const view = lookAtAppGroups(context, app);
  const { id } = view.app;
  const { grantedBy, inner, drift } = view;
  if (drift === null) {
    const json = { app: id, grantedBy, granted: null, covered: null, without: null, missing: null };
    return { ok: true, message: noDriftMessage(view), json };
  }
  const totals: Readonly<Record<GroupList, number>> = {
    missing: drift.granted - drift.covered,
    without: drift.without,
    granted: drift.covered,
  };
  if (filters.list !== undefined) {
    const list = oneOf('list', filters.list, GROUP_LISTS);
    const total = totals[list];
    const place = { page: pageNamed(filters.page, total, PAGE), total, size: PAGE };
    const found = listByGroups(context, app, list);
    const rows = found.page(PAGE, (place.page - 1) * PAGE);
    return {
      ok: true,
      message: groupListMessage(view, { list, total, rows }, place),
      json: withoutLabels(found.all()),
    };
  }
  const { missing } = totals;
  const offset = (pageNamed(filters.page, Math.max(missing, drift.without), FIRST_ROWS) - 1) * FIRST_ROWS;
  const lists = (['missing', 'without'] as const).map((list) => ({
    list,
    total: totals[list],
    rows: listByGroups(context, app, list).page(FIRST_ROWS, offset),
  }));
  return {
    ok: true,
    message: appGroupsMessage(view, drift, lists),
    json: { app: id, grantedBy, inner, ...drift, missing },
  };
}

function* withoutLabels(rows: Iterable<GroupListRow>): Iterable<Omit<GroupListRow, 'label'>> {
  for (const { label: _label, ...row } of rows) yield row;
}
