import type { Instant } from '../../../domain/day.ts';
import { agoText, count } from '../words.ts';

export interface MessageState {
  readonly platform: string;
  readonly subject: string;
  readonly status: string;
  readonly problem: string | null;
  readonly createdAt: Instant;
}

/** A line for each message that did not go out, as far as they are listed, and how many more there are. */
export function undeliveredText({
  delayed,
  troubled,
  outbox,
  replacedDoubts,
  now,
}: {
  readonly delayed: readonly MessageState[];
  readonly troubled: readonly MessageState[];
  readonly outbox: { readonly dead?: number; readonly 'in-doubt'?: number };
  readonly replacedDoubts: number;
  readonly now: Instant;
}): readonly string[] {
  const unlisted = (outbox['in-doubt'] ?? 0) + (outbox.dead ?? 0) - troubled.length;
  return [
    ...[...delayed, ...troubled].map(
      (row) =>
        `${row.platform}, ${row.subject}: ${row.problem ?? row.status} (${agoText(row.createdAt, now)})`,
    ),
    ...(unlisted > 0 ? [`and ${count(unlisted, 'older message')} like these.`] : []),
    ...(replacedDoubts > 0
      ? [
          `${count(replacedDoubts, 'more message was', 'more messages were')} in doubt until a newer version was posted, so both may be there.`,
        ]
      : []),
  ];
}
