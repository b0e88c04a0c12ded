import type { Drift } from '../../../domain/groups.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { listText, right, table } from '../table.ts';
import { count, joined, numberText } from '../words.ts';
import { type SilentDirectoryView, silentDirectoryText } from './silent-directory.ts';

/** Every app and every group: what groups grant, and what people have. */
export interface GroupsView {
  readonly apps: readonly {
    readonly id: string;
    readonly name: string;
    readonly grantedBy: readonly string[];
    /** `null` when no group grants it, or it was never read. */
    readonly drift: Drift | null;
  }[];
  /** Groups that grant something come first. */
  readonly groups: readonly GroupRow[];
  /** Addresses that seatkeeper.yaml lists as members and nobody in the roster has. */
  readonly strangers: readonly string[];
  /** Directories that do not tell who is in their groups. */
  readonly silent: readonly SilentDirectoryView[];
}

export interface GroupRow {
  readonly group: string;
  readonly people: number;
  readonly grants: readonly string[];
  /** Apps granted by groups that contain this one. */
  readonly inherits: readonly string[];
  readonly contains: readonly string[];
}

const SHOWN = 50;

export function groupsMessage({ apps, groups, strangers, silent }: GroupsView): Message {
  const names = new Map(apps.map(({ id, name }) => [id, name]));
  const called = (ids: readonly string[]) => listText(ids.map((id) => names.get(id) ?? id));
  const unknown = new Set(silent.flatMap((directory) => directory.groups));
  const granted = apps.filter(({ grantedBy }) => grantedBy.length > 0).length;
  const granting = groups.filter(({ grants }) => grants.length > 0).length;
  const which = `${numberText(granting)} of ${count(groups.length, 'group')}`;
  const summary =
    groups.length === 0
      ? 'There are no groups.'
      : granting === 0
        ? `None of ${count(groups.length, 'group')} grants access to an app.`
        : `${which} ${granting === 1 ? 'grants' : 'grant'} access to ${numberText(granted)} of ${count(apps.length, 'app')}.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        [
          'app',
          'granted by',
          ...['should have it', 'have it', 'missing it', 'have it without a group'].map(right),
        ],
        apps.map(({ name, grantedBy, drift }) => [name, listText(grantedBy), ...driftCells(drift)]),
        'No app is connected yet: add one under apps: in seatkeeper.yaml.',
      ),
      table(
        ['group', right('people'), 'grants', 'inherits from parent groups', 'contains'],
        groups
          .slice(0, SHOWN)
          .map(({ group, people, grants, inherits, contains }) => [
            group,
            people === 0 && unknown.has(group) ? '–' : numberText(people),
            called(grants),
            called(inherits),
            listText(contains),
          ]),
        'The roster has no groups, and neither has seatkeeper.yaml under groups:.',
      ),
      ...silent.map((directory): Part => ({ type: 'note', text: silentDirectoryText(directory) })),
      ...notes(groups.length - SHOWN, strangers).map((text): Part => ({ type: 'note', text })),
    ],
    buttons: [],
  };
}

function driftCells(drift: Drift | null): readonly string[] {
  if (drift === null) return ['–', '–', '–', '–'];
  const { granted, covered, without } = drift;
  return [granted, covered, granted - covered, without].map((value) => numberText(value));
}

function notes(more: number, strangers: readonly string[]): readonly string[] {
  return [
    ...(more > 0 ? [`and ${numberText(more)} more: groups --json lists them all`] : []),
    ...(strangers.length > 0
      ? [
          `seatkeeper.yaml puts ${joined(strangers)} into groups, but nobody in the roster has ${strangers.length === 1 ? 'that address' : 'those addresses'}.`,
        ]
      : []),
  ];
}
