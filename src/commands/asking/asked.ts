import { questionsMessage } from '../../chat/say/asking/questions.ts';
import { USAGE } from '../../chat/say/decide/usage.ts';
import { QUESTION_STATES, type SeatAnswer } from '../../domain/asking/question.ts';
import { writeDownAnswer } from '../../flows/asking/answer-question.ts';
import { isAskingOn } from '../../flows/asking/ask-rules.ts';
import { lookAtQuestion } from '../../flows/asking/look-at-question.ts';
import { decideRequest } from '../../flows/asking/requests.ts';
import type { Context } from '../../flows/context.ts';
import { latestQuestions, questionById } from '../../store/asking/questions.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { dayNamed, personNamed, wholeNumber } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome, type Request } from '../command.ts';
import { oneOf } from '../resolve.ts';
import { questionJson } from './question-json.ts';

/** So many questions are listed, the newest first. */
const LISTED = 50;
const SAID = ['keep', 'release', 'done', 'declined'] as const;

export const asked: Command = {
  verb: 'asked',
  example: 'asked state:unreachable',
  does: 'whom we asked whether they still need a seat, and what they said; asked 12 keep, release, until:2026-06-30 or give:kim writes down what somebody told you, and done or declined ends what an answer asks of you',
  group: 'look',
  keys: ['state', 'until', 'give'],
  names: 2,
  changes: ({ words, filters }) =>
    words.length > 1 || filters.until !== undefined || filters.give !== undefined,
  async answer(context, request): Promise<Answer> {
    const { words, filters } = request;
    if (words.length > 0 || filters.until !== undefined || filters.give !== undefined)
      return about(context, request);
    const state = filters.state === undefined ? null : oneOf('state', filters.state, QUESTION_STATES);
    const views = latestQuestions(context.store, LISTED)
      .map((question) => lookAtQuestion(context, question))
      .filter((view) => state === null || view.state === state);
    return listed(context, views, state !== null);
  },
};

function listed(
  context: Context,
  views: readonly ReturnType<typeof lookAtQuestion>[],
  filtered: boolean,
): Answer {
  return {
    ok: true,
    message: questionsMessage(views, { isOn: isAskingOn(context), filtered }),
    json: views.map(questionJson),
  };
}

/** One question: as it is, or with what an admin says about it. */
async function about(context: Context, { by, words, filters }: Request): Promise<Answer> {
  const [number, said] = words;
  if (number === undefined) throw new CommandError(USAGE.asked);
  const id = wholeNumber(number, 0, 'question');
  const word = said === undefined ? null : oneOf('asked', said.toLowerCase(), SAID);
  if (word === 'done' || word === 'declined')
    return outcome(
      await inWriteTurn(context.store, () =>
        decideRequest(context, by, { type: 'seat-request', question: id, to: word }),
      ),
    );
  const given = answersIn(context, word, filters);
  if (given.length > 1) throw new CommandError(USAGE.asked);
  const [answer] = given;
  if (answer !== undefined)
    return outcome(await inWriteTurn(context.store, () => writeDownAnswer(context, by, id, answer)));
  const question = questionById(context.store, id);
  return listed(context, question === null ? [] : [lookAtQuestion(context, question)], true);
}

function answersIn(
  context: Context,
  word: 'keep' | 'release' | null,
  { until, give }: Request['filters'],
): readonly SeatAnswer[] {
  return [
    ...(word === null ? [] : [{ kind: word }]),
    ...(until === undefined ? [] : [{ kind: 'until' as const, until: dayNamed(context, until, 'until') }]),
    ...(give === undefined ? [] : [{ kind: 'give' as const, person: personNamed(context, give).ref }]),
  ];
}
