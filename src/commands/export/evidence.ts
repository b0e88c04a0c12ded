import {
  aboutEvidence,
  EVIDENCE,
  EVIDENCE_COLUMNS,
  type EvidenceChecked,
  periodText,
  stateWord,
  type Unlike,
  unlikeText,
} from '../../chat/say/export/evidence.ts';
import { EXPORTED } from '../../chat/say/export/subject.ts';
import { stepText } from '../../chat/say/removal/operation-row.ts';
import { reasonText } from '../../chat/say/removal/reasons.ts';
import { addDays, dayStart } from '../../domain/day.ts';
import type { OperationState } from '../../domain/removal/operation.ts';
import type { SheetColumn, SheetRow } from '../../export/sheet.ts';
import { appName, type Context, clockOf } from '../../flows/context.ts';
import { lookAtStep } from '../../flows/removal/look-at-plan.ts';
import { auditHead, verifyAudit } from '../../store/audit.ts';
import { type EvidenceRow, evidencePages, type Period } from '../../store/removal/evidence.ts';
import { type EvidenceLog, evidenceLog, stepUnlike } from '../../store/removal/evidence-log.ts';
import { planPages } from '../../store/removal/evidence-plans.ts';
import { dayNamed } from '../arguments.ts';
import type { Request } from '../command.ts';
import { evidenceSections, unlikeLog } from './evidence-sections.ts';
import type { Exportable } from './sheet.ts';

const DATES: ReadonlySet<string> = new Set([
  'requestedAt',
  'approvedAt',
  'startedAt',
  'endedAt',
  'undoUntil',
]);
const NUMBERS: ReadonlySet<string> = new Set(['operation', 'plan', 'answer']);

/** What was removed, or should have been: who asked and approved, on what data, what the app answered, and how the log proves it. */
export const exportEvidence: Exportable = {
  word: 'evidence',
  names: 0,
  takes: 'from:2026-01-01 to:2026-03-31',
  keys: ['from', 'to'],
  sheet(context, { filters }) {
    const period = periodOf(context, filters);
    const log = evidenceLog(context.store);
    return {
      name: 'evidence',
      title: EVIDENCE.title,
      what: EXPORTED.evidence,
      filter: periodText(filters.from ?? null, filters.to ?? null),
      empty: EVIDENCE.none,
      apps: [],
      people: false,
      notes: aboutEvidence(check(context, period, log)),
      columns: Object.entries(EVIDENCE_COLUMNS).map(
        ([key, label]): SheetColumn => ({
          label,
          type: DATES.has(key) ? 'date' : NUMBERS.has(key) ? 'number' : key === 'dryRun' ? 'flag' : 'text',
        }),
      ),
      pages: rowPages(context, period, log),
      sections: evidenceSections(context, period, log),
    };
  },
};

function periodOf(context: Context, { from, to }: Request['filters']): Period {
  const { timezone } = context.config;
  const start = from === undefined ? null : dayStart(timezone, dayNamed(context, from, 'from'));
  const end = to === undefined ? null : dayStart(timezone, addDays(dayNamed(context, to, 'to'), 1));
  return { from: start, before: end };
}

/** Whether the log is whole, and plans and steps are as it has them. */
function check({ store }: Context, period: Period, log: EvidenceLog): EvidenceChecked {
  const verified = verifyAudit(store);
  const plans: number[] = [];
  const steps: number[] = [];
  for (const page of planPages(store, period))
    for (const one of page) if (unlikeLog(one, log).length > 0) plans.push(one.plan.id);
  for (const page of evidencePages(store, period))
    for (const row of page) if (stepUnlikeLog(row, log).length > 0) steps.push(row.operation.id);
  return { head: auditHead(store), broken: verified.ok ? null : verified.what, plans, steps };
}

/** How a step may have ended that has its word in the log for certain, with everything that is compared. */
const LOGGED: readonly OperationState[] = ['verified', 'already', 'failed', 'in-doubt', 'rehearsed'];

function stepUnlikeLog({ operation, plan }: EvidenceRow, { steps }: EvidenceLog): readonly Unlike[] {
  const { id, state, answer } = operation;
  if (!LOGGED.includes(state)) return [];
  const step = {
    state,
    by: plan.requestedName,
    approver: plan.approvedName,
    answer: answer === null ? null : JSON.stringify(answer),
  };
  return stepUnlike(step, steps.get(id) ?? null);
}

function* rowPages(context: Context, period: Period, log: EvidenceLog): Iterable<SheetRow[]> {
  for (const page of evidencePages(context.store, period)) yield page.map((row) => cells(context, row, log));
}

function cells(context: Context, evidence: EvidenceRow, log: EvidenceLog): SheetRow {
  const { operation, plan } = evidence;
  const { planned, state, reason, answer } = operation;
  const row: Record<keyof typeof EVIDENCE_COLUMNS, SheetRow[number]> = {
    operation: operation.id,
    plan: plan.id,
    app: appName(context, planned.app),
    account: operation.account,
    label: planned.label,
    owner: planned.person?.name ?? null,
    status: planned.person?.status ?? planned.status,
    step: stepText({ step: lookAtStep(context, operation) }),
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
    unlike: unlikeText(stepUnlikeLog(evidence, log)),
  };
  return Object.keys(EVIDENCE_COLUMNS).map((key) => row[key as keyof typeof row]);
}
