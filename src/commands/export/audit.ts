import { aboutAudit } from '../../chat/say/export/about.ts';
import { EXPORTED } from '../../chat/say/export/subject.ts';
import type { Cell } from '../../export/sheet.ts';
import { auditHead, auditPages } from '../../store/audit.ts';
import type { Exportable } from './sheet.ts';

/** The whole log, oldest first, with the hashes that prove it. Times stay text, exactly as they were hashed. */
export const exportAudit: Exportable = {
  word: 'audit',
  names: 0,
  takes: '',
  keys: [],
  sheet: ({ store }) => ({
    name: 'audit',
    what: EXPORTED.audit,
    filter: null,
    apps: [],
    people: false,
    notes: aboutAudit(auditHead(store)),
    columns: [
      { label: 'no.', type: 'number' },
      ...['when', 'who', 'what', 'on', 'detail', 'hash'].map((label) => ({ label, type: 'text' as const })),
    ],
    pages: auditCells(auditPages(store)),
  }),
};

function* auditCells(pages: ReturnType<typeof auditPages>): Iterable<Cell[][]> {
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
