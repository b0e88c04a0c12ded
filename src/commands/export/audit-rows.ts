import type { SheetRow } from '../../export/sheet.ts';
import type { auditPagesOf } from '../../store/audit-search.ts';

/** After the number of the row. */
export const AUDIT_COLUMNS = ['when', 'who', 'what', 'on', 'detail', 'hash'] as const;

/** The log as rows of an export. Times stay text, exactly as they were hashed. */
export function* auditRows(pages: ReturnType<typeof auditPagesOf>): Iterable<SheetRow[]> {
  for (const page of pages)
    yield page.map(({ seq, at, actor, action, subject, detail, hash }) => [
      seq,
      at,
      actor,
      action,
      subject,
      detail,
      hash,
    ]);
}
