/** How the people of one app are asked. */
export interface AskRules {
  /** What a [Release] leads to: a request that an admin carries out, or a removal at once. */
  readonly release: 'plan' | 'remove';
  /** What silence leads to: the admins are told; the seat is kept; or the same as [Release]. */
  readonly noAnswer: 'tell' | 'keep' | 'plan' | 'remove';
  /** Nobody is asked about the same seat again within so many days after the end of a question. */
  readonly cooldownDays: number;
  /** So many reminders at most. */
  readonly reminders: number;
  /** Days between the question and each reminder. */
  readonly remindAfterDays: number;
  /** Days after the question until silence counts as no answer. */
  readonly answerDays: number;
}

/** So many seats at most are in one message: each with its buttons, so that it is still read on a phone. */
export const SEATS_AT_ONCE = 5;

/** When nobody is written to, by the person's own clock. */
export interface QuietHours {
  /** `18:00` */
  readonly from: string;
  /** `09:00`; the same as `from`: there are none. */
  readonly to: string;
  /** Saturdays and Sundays are quiet as a whole. */
  readonly weekends: boolean;
}
