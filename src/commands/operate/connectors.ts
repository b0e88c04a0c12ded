import {
  DECLARATIONS_NEED_SHELL,
  LINT_OR_TRY,
  lintMessage,
  NO_DECLARATIONS,
  TRY_WHICH,
  trialMessage,
} from '../../chat/say/operate/declarations.ts';
import type { Context } from '../../flows/context.ts';
import { type Answer, type Command, CommandError, sentence } from '../command.ts';

/** For somebody who declares an app: what is wrong in the file, and what is read with it. */
export const connectors: Command = {
  verb: 'connectors',
  example: 'connectors lint gitlab',
  does: 'checks the declaration of an app (lint), or reads its first page (try); only in a shell',
  group: 'run',
  keys: [],
  names: ({ words }) => words.length,
  changes: () => false,
  async answer(context, { words: [verb, ...names], by }) {
    if (by.on !== 'terminal') throw new CommandError(DECLARATIONS_NEED_SHELL);
    if (verb === 'lint') return lint(context, names);
    if (verb !== 'try') throw new CommandError(LINT_OR_TRY);
    const [name, another] = names;
    if (name === undefined || another !== undefined) throw new CommandError(TRY_WHICH);
    const trial = await context.dependencies.tryDeclaration(name);
    if (trial.kind === 'faulty') return { ok: false, message: lintMessage([trial.checked]), json: trial };
    return { ok: trial.kind === 'read', message: trialMessage(trial), json: trial };
  },
};

async function lint({ dependencies }: Context, names: readonly string[]): Promise<Answer> {
  const all = await dependencies.lintDeclarations(names);
  if (all.length === 0) return { ...sentence(true, NO_DECLARATIONS), json: all };
  return { ok: all.every(({ faults }) => faults.length === 0), message: lintMessage(all), json: all };
}
