import {
  aboutEvidence,
  EVIDENCE,
  EVIDENCE_COLUMNS,
  periodText,
  stateWord,
} from '../../chat/say/export/evidence.ts';
import { EXPORTED } from '../../chat/say/export/subject.ts';
import { reasonText } from '../../chat/say/removal/reasons.ts';
import { addDays, dayStart } from '../../domain/day.ts';
import type { SheetColumn, SheetRow } from '../../export/sheet.ts';
import { appName, type Context, clockOf } from '../../flows/context.ts';
import { declaredWay } from '../../flows/declared-ways.ts';
import { auditHead, verifyAudit } from '../../store/audit.ts';
import { type EvidenceRow, evidencePages, type Period } from '../../store/removal/evidence.ts';
import { dayNamed } from '../arguments.ts';
import type { Request } from '../command.ts';
import { evidenceSections } from './evidence-sections.ts';
import type { Exportable } from './sheet.ts';

const DATES: ReadonlySet<string> = new Set([
  'requestedAt',
  'approvedAt',
  'startedAt',
  'endedAt',
  'undoUntil',
]);
const NUMBERS: ReadonlySet<string> = new Set(['operation', 'plan', 'answer']);

/** What was removed, or was to be: who asked and approved, on what data, what the app answered, and how the log proves it. */
export const exportEvidence: Exportable = {
  word: 'evidence',
  names: 0,
  takes: 'from:2026-01-01 to:2026-03-31',
  keys: ['from', 'to'],
  sheet(context, { filters }) {
    const period = periodOf(context, filters);
    return {
      name: 'evidence',
      title: EVIDENCE.title,
      what: EXPORTED.evidence,
      filter: periodText(filters.from ?? null, filters.to ?? null),
      empty: EVIDENCE.none,
      apps: [],
      people: false,
      notes: aboutEvidence(auditHead(context.store), verifyAudit(context.store).ok),
      columns: Object.entries(EVIDENCE_COLUMNS).map(
        ([key, label]): SheetColumn => ({
          label,
          type: DATES.has(key) ? 'date' : NUMBERS.has(key) ? 'number' : key === 'dryRun' ? 'flag' : 'text',
        }),
      ),
      pages: rowPages(context, period),
      sections: evidenceSections(context, period),
    };
  },
};

function periodOf(context: Context, { from, to }: Request['filters']): Period {
  const { timezone } = context.config;
  const start = from === undefined ? null : dayStart(timezone, dayNamed(context, from, 'from'));
  const end = to === undefined ? null : dayStart(timezone, addDays(dayNamed(context, to, 'to'), 1));
  return { from: start, before: end };
}

function* rowPages(context: Context, period: Period): Iterable<SheetRow[]> {
  for (const page of evidencePages(context.store, period)) yield page.map((row) => cells(context, row));
}

function cells(context: Context, { operation, plan }: EvidenceRow): SheetRow {
  const { planned, way, license, state, reason, answer } = operation;
  const app = context.config.apps.find(({ id }) => id === planned.app);
  const name = (app === undefined ? null : declaredWay(context, app, way)?.name) ?? way;
  const row: Record<keyof typeof EVIDENCE_COLUMNS, SheetRow[number]> = {
    operation: operation.id,
    plan: plan.id,
    app: appName(context, planned.app),
    account: operation.account,
    label: planned.label,
    owner: planned.person?.name ?? null,
    status: planned.person?.status ?? planned.status,
    step: license === null ? name : `${name} (${license})`,
    state: stateWord(state),
    why: reason === null ? null : reasonText(reason, clockOf(context)),
    requestedBy: plan.requestedName,
    requestedAt: plan.requestedAt,
    approvedBy: plan.approvedName,
    approvedAt: plan.approvedAt,
    startedAt: operation.startedAt,
    endedAt: operation.endedAt,
    request: answer?.request ?? null,
    answer: answer?.status ?? null,
    requestId: answer?.requestId ?? null,
    words: answer?.words ?? null,
    undoUntil: operation.undoUntil,
    dryRun: plan.dryRun,
    hash: plan.hash,
  };
  return Object.keys(EVIDENCE_COLUMNS).map((key) => row[key as keyof typeof row]);
}
