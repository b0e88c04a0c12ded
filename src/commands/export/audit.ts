import type { Cell } from '../../export/sheet.ts';
import { auditHead, auditPages } from '../../store/audit.ts';
import type { Exportable } from './sheet.ts';

/** The whole log, oldest first, with the hashes that prove it. Times are text: the hashes are over their every letter. */
export const exportAudit: Exportable = {
  word: 'audit',
  names: 0,
  takes: '',
  keys: [],
  sheet: ({ store }) => ({
    name: 'audit',
    what: 'Who did what, and when',
    filter: null,
    apps: [],
    people: false,
    notes: [{ label: 'Audit head', value: auditHead(store) }],
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
