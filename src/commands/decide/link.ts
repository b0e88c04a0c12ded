import { notAPairText, USAGE } from '../../chat/say/decide/usage.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { accountNamed, appNamed, personNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome, type Request } from '../command.ts';
import { answerMany, readEach } from './many-decisions.ts';

export const link: Command = {
  verb: 'link',
  names: Number.POSITIVE_INFINITY,
  example: 'link figma fig-1019 grace.mbeki@acme.example',
  does: 'link an account to its owner; as account=person several at once, after a preview; --undo removes a link',
  group: 'decide',
  keys: [],
  flags: ['undo', 'apply', 'skip-decided'],
  repeats: ({ words, flags }) => words[1]?.includes('=') === true && !flags.has('apply'),
  async answer(context, request) {
    const { by, words, flags } = request;
    const [appWord, accountWord, ...personWords] = words;
    const app = appNamed(context, appWord);
    if (accountWord?.includes('=')) return linkMany(context, request);
    const { account } = await accountNamed(context, app, accountWord);
    const target = { app: app.config.id, account: account.id };
    if (flags.has('undo') && personWords.length > 0) throw new CommandError(USAGE['undo-alone']);
    const result = flags.has('undo')
      ? await act(context, by, { type: 'unlink', ...target })
      : await act(context, by, {
          type: 'link',
          ...target,
          person: personNamed(context, personWords.join(' ')).ref,
        });
    return outcome(result);
  },
};

async function linkMany(context: Context, request: Request): Promise<Answer> {
  const [appWord, ...pairs] = request.words;
  const app = appNamed(context, appWord);
  if (request.flags.has('undo')) throw new CommandError(USAGE['link-undo']);
  const wishes = await readEach(pairs, async (pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      throw new CommandError(notAPairText(pair), { word: pair, meant: null, known: [] });
    return {
      app: app.config.id,
      account: (await accountNamed(context, app, pair.slice(0, at))).account.id,
      where: '',
      does: { kind: 'link', person: personNamed(context, pair.slice(at + 1)).ref } as const,
    };
  });
  return answerMany(context, request, 'link', wishes);
}
