import { aboutAudit } from '../../chat/say/export/about.ts';
import { EXPORTED } from '../../chat/say/export/subject.ts';
import { auditHead } from '../../store/audit.ts';
import { auditPagesOf } from '../../store/audit-search.ts';
import type { Request } from '../command.ts';
import { AUDIT_KEYS, auditFilter } from '../operate/audit-filter.ts';
import { AUDIT_COLUMNS, auditRows } from './audit-rows.ts';
import type { Exportable } from './sheet.ts';

/** The whole log, oldest first, with the hashes that prove it. Times stay text, exactly as they were hashed. */
export const exportAudit: Exportable = {
  word: 'audit',
  names: 0,
  takes: '',
  keys: AUDIT_KEYS,
  sheet: (context, { filters }) => ({
    name: 'audit',
    what: EXPORTED.audit,
    filter: filterText(filters),
    apps: [],
    people: false,
    notes: aboutAudit(auditHead(context.store)),
    columns: [
      { label: 'no.', type: 'number' },
      ...AUDIT_COLUMNS.map((label) => ({ label, type: 'text' as const })),
    ],
    pages: auditRows(auditPagesOf(context.store, auditFilter(context, 'all', filters))),
  }),
};

function filterText(filters: Request['filters']): string | null {
  const given = AUDIT_KEYS.flatMap((key) => (filters[key] === undefined ? [] : [`${key}:${filters[key]}`]));
  return given.length === 0 ? null : given.join(' ');
}
