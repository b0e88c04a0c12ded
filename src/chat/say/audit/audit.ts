import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { table } from '../table.ts';
import { type Clock, count, momentText, numberText } from '../words.ts';
import { type AppNames, actorText, entryText, type LoggedEntry } from './audit-entry.ts';

export interface AuditView {
  /** Newest first. */
  readonly rows: readonly (LoggedEntry & { readonly seq: number; readonly at: Instant })[];
  readonly scope: 'decisions' | 'runs' | 'all';
  /** Only a selection is shown, by person, app or day. */
  readonly filtered: boolean;
}

const WHAT = {
  decisions: ['decision', 'decisions'],
  runs: ['read', 'reads'],
  all: ['entry', 'entries'],
} as const;

/** The newest entries, newest first, in words; the log's own word for each comes last. */
export function auditMessage({ rows, scope, filtered }: AuditView, apps: AppNames, clock: Clock): Message {
  const { timezone, now } = clock;
  const [one, many] = WHAT[scope];
  const which = filtered ? ' with that filter' : '';
  const summary =
    rows.length === 0
      ? `No ${many}${which}${scope === 'all' ? '' : ' yet'}.`
      : rows.length === 1
        ? `The newest ${one}${which}.`
        : `The newest ${numberText(rows.length)} ${many}${which}.`;
  return {
    summary,
    title: summary,
    body: [
      // The first line says that there is nothing.
      ...(rows.length === 0
        ? []
        : [
            table(
              ['no.', 'when', 'who', 'what', 'action'],
              rows.map((row) => [
                String(row.seq),
                momentText(row.at, timezone, now),
                actorText(row),
                entryText(row, apps, { now, timezone }),
                row.action,
              ]),
              '',
            ),
          ]),
      ...(scope === 'decisions'
        ? [{ type: 'note', text: 'Only decisions: audit runs shows reads, audit all everything.' } as const]
        : []),
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
