import {
  COMPLETENESS_COLUMNS,
  EVIDENCE,
  lastReadText,
  PLAN_COLUMNS,
  type Unlike,
  unlikeText,
} from '../../chat/say/export/evidence.ts';
import { planText } from '../../chat/say/removal/plan-text.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { planHash } from '../../domain/removal/plan-hash.ts';
import type { Section, SheetColumn, SheetRow } from '../../export/sheet.ts';
import { appName, type Context, listApps } from '../../flows/context.ts';
import { type AuditAction, REMOVAL_WORDS, SEAT_WORDS } from '../../store/audit-action.ts';
import { auditPagesOf } from '../../store/audit-search.ts';
import { type Period, readOutcomes } from '../../store/removal/evidence.ts';
import { type EvidenceLog, planUnlike } from '../../store/removal/evidence-log.ts';
import { type PlanAsShown, planPages } from '../../store/removal/evidence-plans.ts';
import { findSource, type Source } from '../../store/sources/sources.ts';
import { AUDIT_COLUMNS, auditRows } from './audit-rows.ts';

/** What an auditor needs in addition to the rows: the plans as they were seen, how complete the data was, and the chain. */
export function evidenceSections(context: Context, period: Period, log: EvidenceLog): readonly Section[] {
  return [
    {
      title: EVIDENCE.plans,
      text: EVIDENCE.plansText,
      columns: named(PLAN_COLUMNS),
      pages: plans(context, period, log),
    },
    {
      title: EVIDENCE.completeness,
      text: EVIDENCE.completenessText,
      columns: named(COMPLETENESS_COLUMNS),
      pages: [completeness(context, period)],
    },
    {
      title: EVIDENCE.chain,
      text: EVIDENCE.chainText,
      columns: named(['no.', ...AUDIT_COLUMNS]),
      pages: chain(context, period),
    },
  ];
}

const ASKED_AT: (typeof PLAN_COLUMNS)[number] = 'asked for at';

function named(labels: readonly string[]): readonly SheetColumn[] {
  return labels.map((label) => ({ label, type: label === ASKED_AT ? 'date' : 'text' }));
}

/** How a plan differs from the log. */
export function unlikeLog({ plan, shown }: PlanAsShown, { plans: logged }: EvidenceLog): readonly Unlike[] {
  return planUnlike(
    { hash: plan.hash, shown: plan.shown, now: planHash(shown) },
    logged.get(plan.id) ?? null,
  );
}

function* plans(context: Context, period: Period, log: EvidenceLog): Iterable<SheetRow[]> {
  const { timezone } = context.config;
  for (const page of planPages(context.store, period))
    yield page.map(({ plan, shown }) => [
      plan.id,
      plan.requestedAt,
      plan.requestedName,
      plan.approvedName,
      planText(shown, (id) => appName(context, id), { now: plan.requestedAt, timezone }),
      plan.hash,
      unlikeText(unlikeLog({ plan, shown }, log)),
    ]);
}

function completeness(context: Context, period: Period): SheetRow[] {
  const apps = listApps(context).map(({ config, source }) => ({ name: config.name, source }));
  const rosters = context.config.roster.flatMap(({ id }) => {
    const source = findSource(context.store, 'roster', id);
    return source === null ? [] : [{ name: rosterName(id), source }];
  });
  return [...rosters, ...apps].map(({ name, source }) => completenessRow(context, period, name, source));
}

function completenessRow(context: Context, period: Period, name: string, source: Source): SheetRow {
  const { complete, failed, held, last } = readOutcomes(context.store, source.id, period);
  const missing = source.numbers.withheld.map(({ capability, reason }) => `${capability}: ${reason}`);
  return [name, lastReadText(last, context.config.timezone), complete, failed, held, missing.join('; ')];
}

/** Of removals, and of what people said about the seats that were removed or not. */
const ACTIONS: readonly AuditAction[] = [...REMOVAL_WORDS, ...SEAT_WORDS];

function chain(context: Context, { from, before }: Period): Iterable<SheetRow[]> {
  const filter = {
    actions: ACTIONS,
    ...(from === null ? {} : { since: from }),
    ...(before === null ? {} : { before }),
  };
  return auditRows(auditPagesOf(context.store, filter));
}
