import type { UnreachableWhy } from '../../../domain/asking/question.ts';
import type { Message, Row } from '../../../domain/message.ts';
import { count } from '../words.ts';
import type { QuestionView } from './question-view.ts';

/** So many who cannot be asked, or perhaps were not, are named; the others are counted. */
const NAMED = 10;

/** Whom we asked on one day, and what they said: one message for the admins, edited as answers come. */
export function askedMessage(questions: readonly QuestionView[]): Message {
  const asked = questions.filter(({ askedAt, state }) => askedAt !== null && state !== 'unreachable');
  const unreachable = questions.filter(({ state }) => state === 'unreachable');
  const summary = `${asked.length === 0 ? nobodyText(unreachable) : `Asked ${peopleText(asked)} whether they still need their seats${unreachable.length === 0 ? '' : `; ${peopleText(unreachable)} could not be asked`}`}.`;
  const unsure = [...unreachable, ...asked.filter(({ inDoubt }) => inDoubt)];
  const more = unsure.length - NAMED;
  return {
    summary,
    title: summary,
    body: [
      ...(asked.length === 0 ? [] : [{ type: 'text' as const, spans: [answersText(asked)] }]),
      ...unsure.slice(0, NAMED).map(unsureRow),
      ...(more > 0 ? [{ type: 'note' as const, text: `And ${more} more.` }] : []),
      ...(unsure.length === 0
        ? []
        : [
            {
              type: 'note' as const,
              text: 'Ask them yourself, and write the answer down: asked <number> keep, release, until:<day> or give:<person>.',
            },
          ]),
    ],
    buttons: [{ label: 'All questions', command: 'asked' }],
  };
}

function nobodyText(unreachable: readonly QuestionView[]): string {
  const seats = unreachable.length === 1 ? 'a seat' : `${unreachable.length} seats`;
  return `${peopleText(unreachable)} could not be asked about ${seats}`;
}

/** One person may be asked about several seats. */
function peopleText(questions: readonly QuestionView[]): string {
  return count(new Set(questions.map(({ person }) => person)).size, 'person', 'people');
}

/** `6 seats: 3 are kept, 1 is released, 2 wait for an answer.` */
function answersText(questions: readonly QuestionView[]): string {
  const parts = WORDS.flatMap(([state, one, many]) => {
    const found = questions.filter((question) => question.state === state).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  });
  return `${count(questions.length, 'seat')}: ${parts.join(', ')}.`;
}

const WORDS: readonly (readonly [QuestionView['state'], string, string])[] = [
  ['kept', 'is kept', 'are kept'],
  ['released', 'is released', 'are released'],
  ['snoozed', 'is needed for some time', 'are needed for some time'],
  ['given', 'is given to somebody else', 'are given to somebody else'],
  ['no-answer', 'had no answer', 'had no answer'],
  ['closed', 'is no longer asked about', 'are no longer asked about'],
  ['waiting', 'waits to be asked about', 'wait to be asked about'],
  ['open', 'waits for an answer', 'wait for an answer'],
];

function unsureRow(view: QuestionView): Row {
  const { asked, app, id } = view;
  return {
    type: 'row',
    mark: 'waiting',
    spans: [{ bold: asked.person }, ` in ${app}: ${whyUnsure(view)} (question ${id})`],
    detail: null,
    buttons: [],
  };
}

function whyUnsure({ why, email, inDoubt, platform }: QuestionView): string {
  if (inDoubt) return doubtText(platform);
  return why !== null && 'unreachable' in why
    ? unreachableText(why.unreachable, email)
    : 'could not be asked';
}

/** The message may have arrived. It is not sent again, because nobody is asked twice. */
export function doubtText(platform: string | null): string {
  return `${named(platform ?? 'the chat')} did not say whether the question arrived, so it is not sent again`;
}

export function unreachableText(why: UnreachableWhy, email: string | null): string {
  switch (why.kind) {
    case 'no-address':
      return 'the roster has no address';
    case 'unknown':
      return `no chat knows ${email ?? 'the address'}, or nobody there has added Seatkeeper`;
    case 'guest':
      return `${named(why.platform)} has them as a guest`;
    case 'inactive':
      return `${named(why.platform)} has them as deactivated`;
    case 'refused':
      return `${named(why.platform)} did not take the message: ${why.words}`;
    case 'no-chat':
      return 'no chat is set up that writes to people';
    default:
      return why satisfies never;
  }
}

function named(platform: string): string {
  return platform === 'slack' ? 'Slack' : platform === 'teams' ? 'Teams' : platform;
}
