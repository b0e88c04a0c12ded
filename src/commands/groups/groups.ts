import { unknownAppOrGroupText } from '../../chat/say/commands/unknown-word.ts';
import { groupsMessage } from '../../chat/say/groups/groups.ts';
import { type Context, listApps } from '../../flows/context.ts';
import { groupNamed, groupNames, lookAtGroups } from '../../flows/groups/look-at-groups.ts';
import type { Answer, Command } from '../command.ts';
import { unknownWord } from '../resolve.ts';
import { appGroups } from './app-groups.ts';
import { oneGroup } from './one-group.ts';

export const groups: Command = {
  verb: 'groups',
  names: Number.POSITIVE_INFINITY,
  example: 'groups figma',
  does: 'who should have what; with an app: who is missing it and who has it without a group; with a group: its members',
  group: 'look',
  keys: ['list', 'page'],
  answer(context, request) {
    const word = request.words.join(' ');
    if (word === '') return everything(context);
    const wanted = word.toLowerCase();
    const app = listApps(context).find(({ config: { id } }) => id === wanted);
    if (app !== undefined) return appGroups(context, app, request);
    const group = groupNamed(context, word);
    if (group !== null) return oneGroup(context, group, request);
    const named = listApps(context).find(({ config }) => config.name.toLowerCase() === wanted);
    if (named !== undefined) return appGroups(context, named, request);
    const names = [...context.config.apps.map(({ id }) => id), ...groupNames(context)];
    throw unknownWord(word, names, unknownAppOrGroupText);
  },
};

function everything(context: Context): Answer {
  const view = lookAtGroups(context);
  return {
    ok: true,
    message: groupsMessage(view),
    json: {
      apps: view.apps.map(({ id, grantedBy, drift }) => ({ app: id, grantedBy, drift })),
      groups: view.groups,
      strangers: view.strangers,
    },
  };
}
