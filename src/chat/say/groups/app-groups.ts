import type { Drift } from '../../../domain/groups.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Page, pageButtons, pageText } from '../pager.ts';
import { listText, table } from '../table.ts';
import { count, numberText } from '../words.ts';
import { coveredText, ungrantedText } from './drift.ts';
import { type SilentDirectoryView, silentDirectoryText } from './silent-directory.ts';

/** What groups grant in one app. */
export interface AppGroupsView {
  readonly app: { readonly id: string; readonly name: string };
  readonly grantedBy: readonly string[];
  /** Groups inside those that grant it, whose members should have it too. */
  readonly inner: readonly string[];
  /** `null` when no group grants it, or it was never read. */
  readonly drift: Drift | null;
  /** Directories that have one of these groups and do not tell who is in it. */
  readonly silent: readonly SilentDirectoryView[];
}

/** `missing`: people without the access a group grants; `without`: accounts no group grants; `granted`: both. */
export const GROUP_LISTS = ['missing', 'without', 'granted'] as const;
export type GroupList = (typeof GROUP_LISTS)[number];

export interface GroupListRow {
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly department: string | null;
  readonly groups: readonly string[];
  /** In the list `without` only. */
  readonly account: string | null;
  readonly label: string | null;
}

/** The rows of one list that a message shows. */
export interface ShownGroupList {
  readonly list: GroupList;
  /** How many it has, of which these are some. */
  readonly total: number;
  readonly rows: readonly GroupListRow[];
}

/** How many rows of each list are shown together. */
export const FIRST_ROWS = 10;

/** How an app's groups and its accounts differ, with the first rows of both lists. */
export function appGroupsMessage(
  view: AppGroupsView,
  drift: Drift,
  lists: readonly ShownGroupList[],
): Message {
  const { id, name } = view.app;
  const summary = `${name}: ${coveredText(drift)}. ${ungrantedText(drift)}.`;
  return {
    summary,
    title: summary,
    body: [
      grantFacts(view),
      ...silentNotes(view),
      // A heading above nobody says less than the first line, which has the numbers.
      ...lists
        .filter(({ total }) => total > 0)
        .flatMap((shown): Part[] => [
          { type: 'text', spans: [{ bold: `${HEADINGS[shown.list]}:` }] },
          ...listParts(shown, id),
        ]),
    ],
    buttons: lists
      .filter(({ total }) => total > FIRST_ROWS)
      .map(({ list, total }) => ({
        label: `All ${numberText(total)}: ${list}`,
        command: `groups ${id} list:${list}`,
      })),
  };
}

/** One page of one of the lists. */
export function groupListMessage(view: AppGroupsView, shown: ShownGroupList, page: Page): Message {
  const summary = `${view.app.name}: ${titleOf(shown)}.${pageText(page)}`;
  return {
    summary,
    title: summary,
    body: [grantFacts(view), ...silentNotes(view), ...listParts(shown, view.app.id)],
    buttons: pageButtons(page, `groups ${view.app.id} list:${shown.list}`),
  };
}

/** Shown if there is nothing to compare. */
export function noDriftMessage({ app: { id, name }, grantedBy }: AppGroupsView): Message {
  const summary =
    grantedBy.length === 0
      ? `No group grants ${name}, so nobody is expected to have it. Add groups: { <group>: [${id}] } to seatkeeper.yaml.`
      : `${name} has not been read yet. To read it: sync ${id}`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** Over one of several lists; the first line has the numbers. */
const HEADINGS: Readonly<Record<GroupList, string>> = {
  missing: 'Should have access, but do not',
  without: 'Have an account that no group grants',
  granted: 'Have the access that a group grants',
};

const EMPTY: Readonly<Record<GroupList, string>> = {
  missing: 'Everybody who should have access has it.',
  without: 'Every account of people who work here is granted by a group.',
  granted: 'Nobody has access that a group grants.',
};

function titleOf({ list, total }: ShownGroupList): string {
  if (total === 0) return EMPTY[list].slice(0, -1);
  switch (list) {
    case 'missing':
      return `${count(total, 'person', 'people')} in a granting group without access`;
    case 'without':
      return `${count(total, 'account')} of people who work here in no granting group`;
    case 'granted':
      return `${count(total, 'person', 'people')} with access that a group grants`;
    default:
      return list satisfies never;
  }
}

function silentNotes({ silent }: AppGroupsView): readonly Part[] {
  return silent.map((directory) => ({ type: 'note', text: silentDirectoryText(directory) }));
}

function grantFacts({ grantedBy, inner }: AppGroupsView): Part {
  return {
    type: 'facts',
    facts: [
      { label: 'granted by', value: grantedBy.join(', ') },
      ...(inner.length === 0 ? [] : [{ label: 'including nested groups', value: inner.join(', ') }]),
    ],
  };
}

function listParts({ list, rows }: ShownGroupList, app: string): readonly Part[] {
  const ofAccounts = list === 'without';
  return [
    table(
      [...(ofAccounts ? ['account'] : []), 'person', 'email', 'department', 'groups'],
      rows.map(({ person, department, groups, label }) => [
        ...(ofAccounts ? [label ?? '–'] : []),
        person.name,
        person.email ?? '–',
        department ?? '–',
        listText(groups),
      ]),
      EMPTY[list],
    ),
    ...(ofAccounts
      ? [
          {
            type: 'note' as const,
            text: `Accounts of people who left, and accounts without an owner, are granted by no group either. To list them all: access ${app} group:none`,
          },
        ]
      : []),
  ];
}
