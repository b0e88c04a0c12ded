import type { Message } from '../../../domain/message.ts';
import { quote } from '../../grammar.ts';
import { type Page, pageButtons, pageText } from '../pager.ts';
import { listText, table } from '../table.ts';
import { count } from '../words.ts';
import { type SilentDirectoryView, silentDirectoryText } from './silent-directory.ts';

/** One group with its place among the others. */
export interface GroupView {
  readonly group: string;
  /** The apps it grants itself. */
  readonly grants: readonly string[];
  /** The apps it gets from groups that contain it. */
  readonly inherits: readonly { readonly app: string; readonly from: string }[];
  readonly contains: readonly string[];
  readonly isIn: readonly string[];
  /** How many people who work here are in it, itself or through a group in it. */
  readonly people: number;
  /** The directory that has it and does not tell who is in it. */
  readonly silent: SilentDirectoryView | null;
}

export interface GroupMember {
  readonly name: string;
  readonly email: string | null;
  readonly department: string | null;
  readonly groups: readonly string[];
}

/** `members` are the members on this page. */
export function groupMessage(view: GroupView, members: readonly GroupMember[], page: Page): Message {
  const { group, grants, inherits, contains, isIn } = view;
  const apps = [...new Set([...grants, ...inherits.map(({ app }) => app)])];
  const access = apps.length === 0 ? 'It grants no app.' : `Its members should have ${apps.join(', ')}.`;
  const nobodyKnown = view.silent !== null && view.people === 0;
  const known = nobodyKnown ? 'who is in it is not known' : count(view.people, 'person', 'people');
  const summary = `${group}: ${known}. ${access}${pageText(page)}`;
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'grants', value: listText(grants) },
          ...(inherits.length === 0
            ? []
            : [
                {
                  label: 'inherits from parent groups',
                  value: inherits.map(({ app, from }) => `${app} (${from})`).join(', '),
                },
              ]),
          { label: 'contains', value: listText(contains) },
          { label: 'is in', value: listText(isIn) },
        ],
      },
      table(
        ['person', 'email', 'department', 'groups'],
        members.map(({ name, email, department, groups }) => [
          name,
          email ?? '–',
          department ?? '–',
          listText(groups),
        ]),
        view.silent !== null ? silentDirectoryText(view.silent) : 'Nobody who works here is in this group.',
      ),
    ],
    buttons: pageButtons(page, `groups ${quote(group)}`),
  };
}
