import { act } from '../../flows/decide/act.ts';
import { accountNamed, appNamed, dayNamed } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';

export const add: Command = {
  verb: 'add',
  example: 'add figma fig-1020 name:"Sam Studio" end:2027-06-30',
  does: 'add the owner of an unknown account to the roster',
  group: 'decide',
  keys: ['name', 'email', 'department', 'manager', 'end'],
  async answer(context, { by, words: [appWord, accountWord], filters }) {
    const app = appNamed(context, appWord);
    const { account } = await accountNamed(context, app, accountWord);
    const end = filters.end;
    const { done, text } = await act(context, by, {
      type: 'add-person',
      app: app.config.id,
      account: account.id,
      name: filled(filters.name),
      email: filled(filters.email),
      department: filled(filters.department),
      manager: filled(filters.manager),
      endDate: end === undefined ? null : dayNamed(context, end, 'end'),
    });
    return sentence(done, text);
  },
};

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
