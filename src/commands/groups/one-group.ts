import { quote } from '../../chat/grammar.ts';
import { pageButtons, pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count } from '../../chat/say/words.ts';
import type { Context } from '../../flows/context.ts';
import { groupsOf } from '../../flows/groups/load-groups.ts';
import { peopleByGroup } from '../../flows/groups/look-at-groups.ts';
import { peopleIn } from '../../store/groups/expected-access.ts';
import { personByRef } from '../../store/people/people.ts';
import type { Answer, Request } from '../command.ts';
import { pageNamed } from '../page.ts';

const PAGE = 25;

/** One group: what its members should have, what it is in and what is in it, and who they are. */
export function ofGroup(context: Context, name: string, { filters }: Request): Answer {
  const book = groupsOf(context);
  const group = book.groups.get(name);
  const around = [...book.around(name)];
  const own = group?.apps ?? [];
  const inherited = around.flatMap((outer) =>
    (book.groups.get(outer)?.apps ?? []).map((app) => ({ app, from: outer })),
  );
  const total = peopleByGroup(context).get(name) ?? 0;
  const page = pageNamed(filters.page, total, PAGE);
  const place = { page, total, size: PAGE };
  const people = (limit: number, offset: number) =>
    peopleIn(context.store, book.inside(name), { limit, offset }).flatMap((ref) => {
      const person = personByRef(context.store, ref);
      return person === null ? [] : [person];
    });
  const summary = `${name}: ${count(total, 'person', 'people')}, who should have ${own.length + inherited.length === 0 ? 'nothing by it' : [...new Set([...own, ...inherited.map(({ app }) => app)])].join(', ')}.${pageText(place)}`;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        {
          type: 'facts',
          facts: [
            { label: 'grants', value: own.join(', ') || '–' },
            ...(inherited.length === 0
              ? []
              : [
                  {
                    label: 'gets from the groups it is in',
                    value: inherited.map(({ app, from }) => `${app} (${from})`).join(', '),
                  },
                ]),
            { label: 'contains', value: group?.contains.join(', ') || '–' },
            { label: 'is in', value: around.join(', ') || '–' },
          ],
        },
        table(
          ['person', 'email', 'department', 'groups'],
          people(PAGE, (page - 1) * PAGE).map((person) => [
            person.name,
            person.email ?? '–',
            person.department ?? '–',
            person.groups.join(', ') || '–',
          ]),
          'Nobody who works here is in it.',
        ),
      ],
      buttons: pageButtons(place, `groups ${quote(name)}`),
    },
    get json() {
      return {
        group: name,
        grants: own,
        inherits: inherited,
        contains: group?.contains ?? [],
        isIn: around,
        people: people(-1, 0).map(({ id, name: who, email }) => ({ id, name: who, email })),
      };
    },
  };
}
