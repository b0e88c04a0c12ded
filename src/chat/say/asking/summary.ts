import type { UnreachableWhy } from '../../../domain/asking/question.ts';
import type { Message, Row } from '../../../domain/message.ts';
import { count } from '../words.ts';
import type { QuestionView } from './question-view.ts';

/** So many people who cannot be asked are named; the others are counted. */
const NAMED = 10;

/** Whom we asked on one day, and what they said: one message for the admins, edited as answers come. */
export function askedMessage(questions: readonly QuestionView[]): Message {
  const asked = questions.filter(({ askedAt }) => askedAt !== null);
  const unreachable = questions.filter(({ state }) => state === 'unreachable');
  const who = `Asked ${count(asked.length, 'person', 'people')} whether they still need their seats`;
  const notReached =
    unreachable.length === 0 ? '' : `; ${count(unreachable.length, 'person', 'people')} could not be asked`;
  const summary = `${asked.length === 0 ? `${count(unreachable.length, 'person', 'people')} could not be asked about ${unreachable.length === 1 ? 'a seat' : 'seats'}` : `${who}${notReached}`}.`;
  const more = unreachable.length - NAMED;
  return {
    summary,
    title: summary,
    body: [
      ...(asked.length === 0 ? [] : [{ type: 'text' as const, spans: [answersText(asked)] }]),
      ...unreachable.slice(0, NAMED).map(unreachableRow),
      ...(more > 0 ? [{ type: 'note' as const, text: `And ${more} more.` }] : []),
      ...(unreachable.length === 0
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

/** `3 keep it, 1 releases it, 2 have not answered.` */
function answersText(questions: readonly QuestionView[]): string {
  const parts = WORDS.flatMap(([state, one, many]) => {
    const found = questions.filter((question) => question.state === state).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  });
  return `${parts.join(', ')}.`;
}

const WORDS: readonly (readonly [QuestionView['state'], string, string])[] = [
  ['kept', 'keeps it', 'keep it'],
  ['released', 'releases it', 'release it'],
  ['snoozed', 'needs it for some time', 'need it for some time'],
  ['given', 'gives it away', 'give it away'],
  ['no-answer', 'did not answer', 'did not answer'],
  ['closed', 'is no longer asked', 'are no longer asked'],
  ['open', 'has not answered yet', 'have not answered yet'],
  ['unreachable', 'could not be reached', 'could not be reached'],
];

function unreachableRow(view: QuestionView): Row {
  const { asked, app, why, email, id } = view;
  const cause = why !== null && 'unreachable' in why ? why.unreachable : null;
  return {
    type: 'row',
    mark: 'waiting',
    spans: [
      { bold: asked.person },
      ` in ${app}: ${cause === null ? 'could not be asked' : unreachableText(cause, email)} (question ${id})`,
    ],
    detail: null,
    buttons: [],
  };
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
