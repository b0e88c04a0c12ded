import { quote } from '../../chat/grammar.ts';
import { willBeText } from '../../chat/say/decide/decided.ts';
import {
  manyDetails,
  manyPreviewMessage,
  ownerText,
  type RefusedRow,
  stops,
  type UndecidedRow,
} from '../../chat/say/decide/many-preview.ts';
import { listProblemsText } from '../../chat/say/decide/usage.ts';
import { type Context, clockOf } from '../../flows/context.ts';
import { decideMany, planMany, type RefusedPlan, type Wish } from '../../flows/decide/decide-many.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Answer, CommandError, outcome, type Request } from '../command.ts';

/** Reads every entry of a list. One error names everything that is wrong with it. */
export async function readEach<Value>(
  words: readonly string[],
  read: (word: string) => Promise<Value>,
): Promise<readonly Value[]> {
  const problems: CommandError[] = [];
  const values: Value[] = [];
  for (const word of words) {
    try {
      values.push(await read(word));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) {
    const texts = problems.map(({ message }) => message);
    const unknown = problems.find((problem) => problem.unknown !== null)?.unknown ?? null;
    throw new CommandError(listProblemsText(texts), unknown);
  }
  return values;
}

/** Shows what many decisions would do; with --apply, carries out all of them or none. */
export function answerMany(
  context: Context,
  request: Request,
  verb: string,
  wishes: readonly Wish[],
  undecided: readonly UndecidedRow[] = [],
): Answer {
  const { by, flags } = request;
  const skip = flags.has('skip-decided');
  return flags.has('apply')
    ? applied(decideMany(context, by, wishes, skip), undecided)
    : preview(context, request, verb, wishes, skip, undecided);
}

function applied(result: ReturnType<typeof decideMany>, undecided: readonly UndecidedRow[]): Answer {
  const answer = outcome(result);
  return {
    ...answer,
    message: { ...answer.message, body: manyDetails(result.refused.map(refusedRow), undecided) },
    json: {
      ok: result.done,
      text: result.text,
      refused: result.refused.map(refusalData),
      already: result.already.map(alreadyData),
      undecided: undecided.map(undecidedData),
    },
  };
}

function preview(
  context: Context,
  request: Request,
  verb: string,
  wishes: readonly Wish[],
  skips: boolean,
  undecided: readonly UndecidedRow[],
): Answer {
  const { planned, refused, already } = planMany(context, request.by, wishes);
  const typed = [verb, ...request.words.map(quote), ...filters(request)].join(' ');
  const rows = planned.map(({ subject, plan }) => ({
    app: subject.app.config.id,
    appName: subject.app.config.name,
    account: subject.stored.account.id,
    label: subject.label,
    owner: subject.stored.person === null ? null : personByRef(context.store, subject.stored.person),
    will: willBeText(plan.what, clockOf(context)),
  }));
  const shown = {
    planned: rows,
    refused: refused.map(refusedRow),
    undecided,
    already: already.length,
    apply: { command: `${typed} --apply${skips ? ' --skip-decided' : ''}`, skips },
  };
  const ok = stops(shown) === 0;
  return {
    ok,
    message: manyPreviewMessage(shown),
    json: {
      ok,
      planned: rows.map(({ app, account, owner, will }) => ({ app, account, now: ownerText(owner), will })),
      refused: refused.map(refusalData),
      already: already.map(alreadyData),
      undecided: undecided.map(undecidedData),
    },
  };
}

function refusedRow({ wish: { where, app, account }, text, decided }: RefusedPlan): RefusedRow {
  return { where, app, account, text, decided };
}

function undecidedData({ line, app, account }: UndecidedRow) {
  return { line, app, account };
}

function alreadyData({ app, account, where }: Wish) {
  return { app, account, where };
}

function refusalData({ wish, text, decided }: RefusedPlan) {
  return { app: wish.app, account: wish.account, where: wish.where, why: text, decidedMeanwhile: decided };
}

function filters({ filters: given }: Request): string[] {
  return Object.entries(given).map(([key, value]) => `${key}:${quote(value)}`);
}
