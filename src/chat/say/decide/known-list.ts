import type { Day, Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { table } from '../table.ts';
import { type Clock, count, dayAtText, dayText } from '../words.ts';

/** One account that is marked as known. */
export interface KnownRow {
  /** The app's name. */
  readonly app: string;
  readonly label: string;
  readonly reason: string;
  readonly until: Day | null;
  readonly by: string;
  readonly at: Instant;
}

export function knownListMessage(rows: readonly KnownRow[], clock: Clock): Message {
  const summary =
    rows.length === 0
      ? 'No account is marked as known.'
      : `${count(rows.length, 'account')} marked as known.`;
  const columns = ['app', 'account', 'reason', 'until', 'by', 'on'];
  return {
    summary,
    title: summary,
    body: [
      table(
        columns,
        rows.map(({ app, label, reason, until, by, at }) => [
          app,
          label,
          reason,
          until === null ? '–' : dayText(until, clock),
          by,
          dayAtText(at, clock),
        ]),
        'To mark one: known <app> <account> "<reason>"',
      ),
    ],
    buttons: [],
  };
}
