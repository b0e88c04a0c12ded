import { takenBackText } from '../../chat/say/decide/ended.ts';
import type { Day } from '../../domain/day.ts';
import { type AuditRow, lastAudit } from '../../store/audit.ts';
import {
  type DecisionState,
  decisionMadeAt,
  decisionReplacedAt,
  endDecision,
  reviveDecision,
} from '../../store/decisions/decisions.ts';
import { rememberedFindings } from '../../store/findings/findings.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { today } from '../context.ts';
import { refuse } from '../outcome.ts';
import { planUnsay } from './claim-removal.ts';
import type { Plan, Planner } from './decide.ts';
import { planUnsnooze } from './snooze.ts';

/** How a decision about one account is taken back, by its entry in the audit log. */
export const UNDO_ACCOUNT: Readonly<
  Record<'known' | 'link' | 'snooze' | 'removal-said', (entry: AuditRow) => Planner>
> = {
  known: (entry) => planEnd('known', entry),
  link: (entry) => planEnd('link', entry),
  snooze: planSnoozeBack,
  'removal-said': planUnsay,
};

/** Ends a decision that is in force, and puts back into force what it had replaced. */
function planEnd(kind: 'known' | 'link', entry: AuditRow): Planner {
  return (context, { app, stored, label, by, at }) => {
    const { store } = context;
    const key = { kind, app: app.source.id, account: stored.account.id };
    const made = decisionMadeAt(store, key, entry.at);
    if (made === null || made.endedAt !== null) return refuse(context, endedBefore(label, made));
    const before = decisionReplacedAt(store, key, entry.at, today(context));
    const owner =
      before === null || before.person === null
        ? null
        : personByRef(store, replacementOf(store, before.person));
    const what: Plan['what'] =
      kind === 'known'
        ? { kind: 'unknown-again', before: before === null ? null : { reason: before.reason ?? '' } }
        : { kind: 'unlink', before: owner };
    return {
      what,
      save: () => {
        endDecision(store, key, { ending: 'taken-back', why: takenBackText(by.name) }, at);
        if (before !== null && (kind === 'known' || owner !== null)) reviveDecision(store, before.id);
      },
      detail: { undoes: entry.seq },
      closing: 'owner-active',
      undoes: kind,
    };
  };
}

function endedBefore(label: string, made: DecisionState | null) {
  if (made?.ending === 'replaced') return { kind: 'decided-again', label } as const;
  return { kind: 'ended-before', label, why: made?.ended ?? null, at: made?.endedAt ?? null } as const;
}

function planSnoozeBack(entry: AuditRow): Planner {
  return (context, subject) => {
    const { store } = context;
    const { app, stored, label } = subject;
    const [finding] = rememberedFindings(store, app.source.id, [stored.row]);
    const last = lastAudit(store, ['snooze', 'unsnooze'], entry.subject);
    if (last !== null && last.seq > entry.seq)
      return refuse(
        context,
        last.action === 'unsnooze'
          ? {
              kind: 'ended-before',
              label,
              why: takenBackText(String(last.detail.by ?? last.actor)),
              at: last.at,
            }
          : { kind: 'decided-again', label },
      );
    if (finding === undefined || finding.closedAt !== null || finding.snoozedUntil !== entry.detail.until)
      return refuse(context, { kind: 'ended-before', label, why: null, at: null });
    const before = entry.detail.before as Day | null | undefined;
    return planUnsnooze(before != null && before > today(context) ? before : null)(context, subject);
  };
}
