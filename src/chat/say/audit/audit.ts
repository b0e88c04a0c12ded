import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { table } from '../table.ts';
import { type Clock, count, momentText, numberText } from '../words.ts';

export interface AuditLine {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** The newest entries, newest first. */
export function auditMessage(rows: readonly AuditLine[], { timezone, now }: Clock): Message {
  const summary =
    rows.length === 0
      ? 'The audit log is empty.'
      : rows.length === 1
        ? 'The newest entry.'
        : `The newest ${numberText(rows.length)} entries.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['no.', 'when', 'who', 'what', 'on'],
        rows.map(({ seq, at, actor, action, subject }) => [
          String(seq),
          momentText(at, timezone, now),
          actor,
          action,
          subject,
        ]),
        'Nothing has been done yet.',
      ),
    ],
    buttons: [],
  };
}

/** Whether the chain of hashes is intact. */
export function auditVerifiedText(
  result:
    | { readonly ok: true; readonly rows: number; readonly head: string }
    | { readonly ok: false; readonly what: string },
): string {
  return result.ok
    ? `The audit log is intact: ${count(result.rows, 'entry', 'entries')}, head ${result.head}. Compare the head with the one in an earlier digest.`
    : `The audit log was tampered with: ${result.what}. Everything before it is intact.`;
}
