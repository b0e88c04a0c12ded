import { unknownAppOrGroupText } from '../../chat/say/commands/unknown-word.ts';
import { right, table } from '../../chat/say/table.ts';
import { count, joined, numberText } from '../../chat/say/words.ts';
import type { Part } from '../../domain/message.ts';
import { type App, type Context, listApps } from '../../flows/context.ts';
import { driftOf } from '../../flows/groups/count-drift.ts';
import { groupsOf } from '../../flows/groups/load-groups.ts';
import { membersUnknown, peopleByGroup } from '../../flows/groups/look-at-groups.ts';
import type { Answer, Command } from '../command.ts';
import { unknownWord } from '../resolve.ts';
import { ofApp } from './app-groups.ts';
import { ofGroup } from './one-group.ts';

const SHOWN = 50;

export const groups: Command = {
  verb: 'groups',
  names: Number.POSITIVE_INFINITY,
  example: 'groups figma',
  does: 'who should have what: per app who lacks it and who has it without a group; of one group its members; list: page:',
  group: 'look',
  keys: ['list', 'page'],
  answer(context, request) {
    const word = request.words.join(' ');
    if (word === '') return overview(context);
    const wanted = word.toLowerCase();
    const app = listApps(context).find(({ config: { id } }) => id === wanted);
    if (app !== undefined) return ofApp(context, app, request);
    const names = [...new Set([...groupsOf(context).groups.keys(), ...peopleByGroup(context).keys()])];
    const name =
      names.find((group) => group === word) ?? names.find((group) => group.toLowerCase() === wanted);
    if (name !== undefined) return ofGroup(context, name, request);
    const named = listApps(context).find(({ config }) => config.name.toLowerCase() === wanted);
    if (named !== undefined) return ofApp(context, named, request);
    const known = [...context.config.apps.map(({ id }) => id), ...names];
    throw unknownWord(word, known, unknownAppOrGroupText);
  },
};

function overview(context: Context): Answer {
  const book = groupsOf(context);
  const people = peopleByGroup(context);
  const apps = listApps(context).map((app) => appRow(context, app));
  const names = [...new Set([...book.groups.keys(), ...people.keys()])];
  const rows = names
    .map((name) => {
      const group = book.groups.get(name);
      const around = [...book.around(name)];
      return {
        group: name,
        people: people.get(name) ?? 0,
        grants: group?.apps ?? [],
        inherits: [...new Set(around.flatMap((outer) => book.groups.get(outer)?.apps ?? []))].filter(
          (app) => !group?.apps.includes(app),
        ),
        contains: group?.contains ?? [],
      };
    })
    // Those that say something first.
    .sort((a, b) => rank(b) - rank(a) || b.people - a.people || (a.group < b.group ? -1 : 1));
  const strangers = membersUnknown(context);
  const granted = apps.filter(({ grantedBy }) => grantedBy.length > 0).length;
  const summary = `${count(names.length, 'group')} grant ${numberText(granted)} of ${count(apps.length, 'app')}.`;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        table(
          [
            'app',
            'granted by',
            ...['should have it', 'have it', 'lack it', 'have it without a group'].map(right),
          ],
          apps.map(({ app, grantedBy, drift }) => [
            app,
            grantedBy.join(', ') || '–',
            ...(drift === null
              ? ['–', '–', '–', '–']
              : [drift.granted, drift.covered, drift.granted - drift.covered, drift.without].map((value) =>
                  numberText(value),
                )),
          ]),
          'No app is connected yet: add one under apps: in seatkeeper.yaml.',
        ),
        table(
          ['group', right('people'), 'grants', 'gets from the groups it is in', 'contains'],
          rows
            .slice(0, SHOWN)
            .map((row) => [
              row.group,
              numberText(row.people),
              ...[row.grants, row.inherits, row.contains].map((list) => list.join(', ') || '–'),
            ]),
          'Nobody is in a group, and seatkeeper.yaml has none under groups:.',
        ),
        ...(rows.length > SHOWN ? [note(`and ${numberText(rows.length - SHOWN)} more: groups --json`)] : []),
        ...(strangers.length > 0
          ? [
              note(
                `Nobody in the roster has the ${strangers.length === 1 ? 'address' : 'addresses'} ${joined(strangers)}, which seatkeeper.yaml puts into groups.`,
              ),
            ]
          : []),
      ],
      buttons: [],
    },
    json: {
      apps: apps.map(({ grantedBy, drift, id }) => ({ app: id, grantedBy, drift })),
      groups: rows,
      strangers,
    },
  };
}

function appRow(context: Context, app: App) {
  const { groups: all } = groupsOf(context);
  return {
    id: app.config.id,
    app: app.config.name,
    grantedBy: [...all.values()].filter(({ apps }) => apps.includes(app.config.id)).map(({ name }) => name),
    drift: driftOf(context, app),
  };
}

function rank({
  grants,
  inherits,
  contains,
}: {
  [key: string]: unknown;
  grants: readonly string[];
  inherits: readonly string[];
  contains: readonly string[];
}): number {
  return grants.length > 0 ? 2 : inherits.length + contains.length > 0 ? 1 : 0;
}

function note(text: string): Part {
  return { type: 'note', text };
}
