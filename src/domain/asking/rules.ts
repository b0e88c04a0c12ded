/** How the people of one app are asked. */
export interface AskRules {
  /** What a [Release] leads to: a request that an admin carries out, or a removal at once. */
  readonly release: 'plan' | 'remove';
  /** What silence leads to: the admins are told; the seat is kept; or the same as [Release]. */
  readonly noAnswer: 'tell' | 'keep' | 'plan' | 'remove';
  /** For this many days after a question has ended, nobody is asked about the same seat again. */
  readonly cooldownDays: number;
  /** The most reminders that are sent. */
  readonly reminders: number;
  /** Days between the question and each reminder. */
  readonly remindAfterDays: number;
  /** After this many days, silence counts as no answer. */
  readonly answerDays: number;
}

/** The most seats in one message. Each has its own buttons, and the message must still be readable on a phone. */
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
