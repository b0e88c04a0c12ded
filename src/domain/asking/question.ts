import type { Day, Instant } from '../day.ts';

/**
 * The states of one question: one person, asked about one idle seat.
 *
 * ```
 * waiting → open → kept | released | snoozed | given | no-answer | closed
 *    ↓       ↓
 * unreachable → waiting        (no chat knows the person, or takes the message; tried again later)
 * ```
 */
export const QUESTION_STATES = [
  /** Chosen; the person is looked for, or it is night where they are. */
  'waiting',
  /** No chat can reach the person: the admins are told, and may write down an answer. */
  'unreachable',
  /** The message is on its way or was sent. */
  'open',
  /** They need the seat. */
  'kept',
  /** They do not. An admin removes it, unless `release: remove`. */
  'released',
  /** They need it until a day, and are asked again then. */
  'snoozed',
  /** They want somebody else to have it. */
  'given',
  /** They did not answer in time. */
  'no-answer',
  /** There is nothing to ask any more. */
  'closed',
] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

const LIVE_QUESTIONS = ['waiting', 'unreachable', 'open'] as const satisfies readonly QuestionState[];

export function isLiveQuestion(state: QuestionState): boolean {
  return LIVE_QUESTIONS.some((live) => live === state);
}

/** What somebody says about their seat. */
export type SeatAnswer =
  | { readonly kind: 'keep' }
  | { readonly kind: 'release' }
  | { readonly kind: 'until'; readonly until: Day }
  /** `person`: a row of the roster. */
  | { readonly kind: 'give'; readonly person: number };

/** The state that each answer leads to. */
export const ANSWERED = {
  keep: 'kept',
  release: 'released',
  until: 'snoozed',
  give: 'given',
} as const satisfies Readonly<Record<SeatAnswer['kind'], QuestionState>>;

/** A seat that its owner gave up when asked. Only then may the seat of somebody who works here be removed. */
export interface GivenUp {
  readonly question: number;
  readonly how: 'released' | 'given' | 'no-answer';
  readonly at: Instant;
}

/** Why there is nothing to ask any more. */
export type ClosedWhy =
  /** The person left, or is inactive. */
  | 'left'
  /** The account is gone, closed, or holds no seat. */
  | 'gone'
  /** The account belongs to somebody else now. */
  | 'other-owner'
  /** They have used it since they were asked. */
  | 'used'
  /** The chat never said whether the question arrived, and no answer came in time. */
  | 'in-doubt'
  /** The app's people are not asked any more: it is not in `ask:`, or the seat is protected by now. */
  | 'not-asked'
  /** The database was restored: what they answered since is not known. */
  | 'restored';

/** Why nobody could be asked. */
export type UnreachableWhy =
  | { readonly kind: 'no-address' }
  /** No chat that is set up knows the address. */
  | { readonly kind: 'unknown' }
  /** The chat knows them as a guest, or as somebody who is deactivated there. */
  | { readonly kind: 'guest' | 'inactive'; readonly platform: string }
  /** The chat would not take the message, in its own words. */
  | { readonly kind: 'refused'; readonly platform: string; readonly words: string }
  /** No chat is set up that writes to people. */
  | { readonly kind: 'no-chat' };

/** What the question is about, as it was when the seat was chosen. The person reads this. */
export interface SeatAsked {
  readonly app: string;
  /** What admins call the account. */
  readonly label: string;
  readonly person: string;
  readonly licenses: readonly string[];
  readonly lastActive: Instant | null;
  /** The day until which they had said that they need it. */
  readonly saidUntil: Day | null;
}
