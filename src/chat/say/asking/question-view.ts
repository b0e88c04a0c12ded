import type { ClosedWhy, QuestionState, SeatAsked, UnreachableWhy } from '../../../domain/asking/question.ts';
import type { AskRules } from '../../../domain/asking/rules.ts';
import type { Day, Instant } from '../../../domain/day.ts';
import type { Clock } from '../words.ts';

/** One question, as its person, the admins and the command show it. */
export interface QuestionView {
  readonly id: number;
  /** What the app is called. */
  readonly app: string;
  /** The account's own id. */
  readonly account: string;
  readonly asked: SeatAsked;
  /** A row of the roster. */
  readonly person: number;
  /** The address of the person; `null` where the roster has none. */
  readonly email: string | null;
  readonly state: QuestionState;
  readonly platform: string | null;
  readonly askedAt: Instant | null;
  /** When it is due next, while it has not ended. */
  readonly dueAt: Instant;
  readonly endedAt: Instant | null;
  readonly reminders: number;
  /** The last day on which an answer counts. */
  readonly answerBy: Day | null;
  readonly until: Day | null;
  readonly givenTo: string | null;
  readonly why: { readonly closed: ClosedWhy } | { readonly unreachable: UnreachableWhy } | null;
  /** Why the chat has not taken the message yet. */
  readonly waits: string | null;
  /** The chat never said whether the message arrived. It is not sent again. */
  readonly inDoubt: boolean;
  /** The admin who wrote the answer down; `null` where the person gave it. */
  readonly writtenDownBy: string | null;
  readonly notBefore: Day | null;
  readonly request: 'open' | 'done' | 'declined' | null;
  readonly rules: Pick<AskRules, 'release' | 'noAnswer'>;
  readonly organisation: string;
  /** The person's clock, if known. */
  readonly clock: Clock;
}
