import type { StoredQuestion } from '../../store/asking/questions.ts';
import { recordAudit } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-action.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** The audit row for a change of a question. `by`: who made the change; left out, Seatkeeper itself. */
export function auditQuestion(
  context: Context,
  { id, asked, account }: StoredQuestion,
  action: AuditAction,
  {
    by = null,
    ...detail
  }: {
    readonly by?: { readonly id: string; readonly name: string } | null;
    readonly [key: string]: unknown;
  } = {},
): void {
  recordAudit(context.store, {
    at: timestamp(context),
    actor: by?.id ?? SEATKEEPER,
    action,
    subject: `${asked.app}/${account}`,
    detail: {
      question: id,
      label: asked.label,
      person: asked.person,
      ...(by === null ? {} : { by: by.name }),
      ...detail,
    },
  });
}
