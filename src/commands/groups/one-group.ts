import { type GroupView, groupMessage } from '../../chat/say/groups/one-group.ts';
import type { Context } from '../../flows/context.ts';
import { listMembers } from '../../flows/groups/list-members.ts';
import { lookAtGroup } from '../../flows/groups/look-at-groups.ts';
import type { Answer, Request } from '../command.ts';
import { pageNamed } from '../page.ts';

const PAGE = 25;

/** Apps by their names. */
function named({ config }: Context, view: GroupView): GroupView {
  const names = new Map(config.apps.map(({ id, name }) => [id, name]));
  const called = (id: string) => names.get(id) ?? id;
  return {
    ...view,
    grants: view.grants.map(called),
    inherits: view.inherits.map(({ app, from }) => ({ app: called(app), from })),
  };
}

/** One group: what its members should have, which groups it is in and contains, and its members. */
export function oneGroup(context: Context, name: string, { filters }: Request): Answer {
  const view = lookAtGroup(context, name);
  const page = pageNamed(filters.page, view.people, PAGE);
  const place = { page, total: view.people, size: PAGE };
  const members = listMembers(context, name, { limit: PAGE, offset: (page - 1) * PAGE });
  return {
    ok: true,
    message: groupMessage(named(context, view), members, place),
    get json() {
      const all = listMembers(context, name, { limit: -1, offset: 0 });
      return { ...view, people: all.map(({ id, name: who, email }) => ({ id, name: who, email })) };
    },
  };
}
