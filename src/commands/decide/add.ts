import { USAGE } from '../../chat/say/decide/usage.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { type Outcome, refuse } from '../../flows/outcome.ts';
import { lastAudit } from '../../store/audit.ts';
import { accountNamed, appNamed, dayNamed } from '../arguments.ts';
import { type Command, CommandError, outcome } from '../command.ts';

export const add: Command = {
  verb: 'add',
  example: 'add figma fig-1020 name:"Sam Studio" end:2027-06-30',
  does: 'add the owner of an unknown account to the roster',
  group: 'decide',
  keys: ['name', 'email', 'department', 'manager', 'end'],
  flags: ['undo'],
  async answer(context, { by, words: [appWord, accountWord], filters, flags }) {
    const app = appNamed(context, appWord);
    const { account } = await accountNamed(context, app, accountWord);
    if (flags.has('undo')) {
      if (Object.keys(filters).length > 0) throw new CommandError(USAGE['undo-alone']);
      return outcome(await undoAdded(context, by, { app: app.config.id, account: account.id }));
    }
    const end = filters.end;
    const came = await act(context, by, {
      type: 'add-person',
      app: app.config.id,
      account: account.id,
      name: filled(filters.name),
      email: filled(filters.email),
      department: filled(filters.department),
      manager: filled(filters.manager),
      endDate: end === undefined ? null : dayNamed(context, end, 'end'),
    });
    return outcome(came);
  },
};

/** Takes back that the owner of the account was added. */
async function undoAdded(
  context: Context,
  by: Caller,
  { app, account }: { readonly app: string; readonly account: string },
): Promise<Outcome> {
  const made = lastAudit(context.store, ['add-person', 'remove-person'], `${app}/${account}`);
  if (made === null || made.action !== 'add-person')
    return refuse(context, { kind: 'nobody-added', account });
  return act(context, by, { type: 'undo', first: made.seq, last: made.seq, at: made.at });
}

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
