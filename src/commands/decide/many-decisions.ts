import { quote } from '../../chat/grammar.ts';
import { table } from '../../chat/say/table.ts';
import { count, joined } from '../../chat/say/words.ts';
import type { Part } from '../../domain/message.ts';
import type { Context } from '../../flows/context.ts';
import {
  alreadyText,
  decideMany,
  planMany,
  type RefusedPlan,
  type Wish,
} from '../../flows/decide/decide-many.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Answer, CommandError, outcome, type Request } from '../command.ts';

const SHOWN = 50;
const NAMED = 10;

/** Reads every entry of a list, and says of all that are wrong what is wrong with them. */
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
    const texts = problems.map(({ message }) => message).join(' ');
    const unknown = problems.find((problem) => problem.unknown !== null)?.unknown ?? null;
    throw new CommandError(`${texts} Nothing was changed.`, unknown);
  }
  return values;
}

/** Shows what many decisions would do; with --apply, does it: all of them or none. */
export function answerMany(
  context: Context,
  request: Request,
  verb: string,
  wishes: readonly Wish[],
  undecided: readonly Undecided[] = [],
): Answer {
  const { by, flags } = request;
  const skip = flags.has('skip-decided');
  return flags.has('apply')
    ? applied(decideMany(context, by, wishes, skip), undecided)
    : preview(context, request, verb, wishes, skip, undecided);
}

/** A row of a file that says nothing of its account. */
export interface Undecided {
  readonly line: number;
  readonly app: string;
  readonly account: string;
}

function applied(result: ReturnType<typeof decideMany>, undecided: readonly Undecided[]): Answer {
  const answer = outcome(result);
  return {
    ...answer,
    message: {
      ...answer.message,
      body: [...refusalRows(result.refused), ...undecidedNotes(undecided)],
    },
    json: {
      ok: result.done,
      text: result.text,
      refused: result.refused.map(refusalData),
      already: result.already.map(alreadyData),
      undecided: undecided.map(undecidedData),
    },
  };
}

function undecidedNotes(undecided: readonly Undecided[]): Part[] {
  if (undecided.length === 0) return [];
  const named = undecided.slice(0, NAMED).map(({ line, app, account }) => `line ${line} (${app} ${account})`);
  const rest = undecided.length - named.length;
  return [
    note(
      `${count(undecided.length, 'row decides', 'rows decide')} nothing, ${undecided.length === 1 ? 'its account stays as it is' : 'their accounts stay as they are'}: ${joined([...named, ...(rest > 0 ? [`${rest} more`] : [])])}. To decide, name a person, or write yes under known and a reason.`,
    ),
  ];
}

function undecidedData({ line, app, account }: Undecided) {
  return { line, app, account };
}

function preview(
  context: Context,
  request: Request,
  verb: string,
  wishes: readonly Wish[],
  skip: boolean,
  undecided: readonly Undecided[],
): Answer {
  const { planned, refused, already } = planMany(context, request.by, wishes);
  const stops = refused.filter(({ decided }) => !(decided && skip)).length;
  const typed = [verb, ...request.words.map(quote), ...filters(request)].join(' ');
  const rows = planned.map(({ subject, plan }) => ({
    app: subject.app.config.id,
    account: subject.stored.account.id,
    label: subject.label,
    now: nowText(context, subject.stored.person),
    will: plan.brief,
  }));
  const next =
    stops === 0
      ? planned.length === 0
        ? 'There is nothing to do.'
        : `To do it: ${typed} --apply${skip ? ' --skip-decided' : ''}`
      : refused.every(({ decided }) => decided)
        ? `They were decided meanwhile. To do the rest: ${typed} --apply --skip-decided`
        : 'Mend the list first: all of it is carried out, or nothing.';
  const summary = `${count(planned.length, 'account')} would be decided${refused.length === 0 ? '' : `, ${refused.length} refused`}.${already.length === 0 ? '' : ` ${alreadyText(already.length)}`} Nothing was changed.`;
  return {
    ok: stops === 0,
    message: {
      summary,
      title: summary,
      body: [
        table(
          ['app', 'account', 'now', 'then'],
          rows.slice(0, SHOWN).map(({ app, label, now, will }) => [app, label, now, will]),
          'Nothing of it can be done.',
        ),
        ...(rows.length > SHOWN ? [note(`and ${rows.length - SHOWN} more: --json shows them all`)] : []),
        ...refusalRows(refused),
        ...undecidedNotes(undecided),
        note(next),
      ],
      buttons:
        stops === 0 && planned.length > 0
          ? [
              {
                label: `Do it: ${count(planned.length, 'account')}`,
                command: `${typed} --apply${skip ? ' --skip-decided' : ''}`,
              },
            ]
          : [],
    },
    json: {
      ok: stops === 0,
      planned: rows.map(({ label: _label, ...row }) => row),
      refused: refused.map(refusalData),
      already: already.map(alreadyData),
      undecided: undecided.map(undecidedData),
    },
  };
}

function nowText({ store }: Context, person: number | null): string {
  const owner = person === null ? null : personByRef(store, person);
  return owner === null ? 'nobody' : `${owner.name} (${owner.effectiveStatus})`;
}

function refusalRows(refused: readonly RefusedPlan[]): Part[] {
  return refused.slice(0, SHOWN).map(({ wish, text, decided }) => ({
    type: 'text',
    spans: [
      { bold: `${wish.where === '' ? '' : `${wish.where}: `}${wish.app} ${wish.account}` },
      ` — ${text}${decided ? ' (decided meanwhile)' : ''}`,
    ],
  }));
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

function note(text: string): Part {
  return { type: 'note', text };
}
