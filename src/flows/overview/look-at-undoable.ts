import type { AuditRow } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-action.ts';
import { searchAudit } from '../../store/audit-search.ts';
import { decisionMadeAt } from '../../store/decisions/decisions.ts';
import type { LoggedDecision } from '../../store/findings/alerts.ts';
import { type Context, listApps } from '../context.ts';

/** Decisions of one admin at one moment. */
export interface UndoableDecision {
  readonly decision: LoggedDecision;
  /** The first of its entries. */
  readonly entry: AuditRow;
  readonly decisions: number;
}

const DECISIONS = [
  'known',
  'link',
  'snooze',
  'removal-said',
  'add-person',
  'snooze-app',
  'rule-accepted',
  'rule-ended',
  'subscription-set',
  'subscription-cleared',
  'known-subscription',
  'snooze-subscription',
] as const satisfies readonly AuditAction[];
const TAKING_BACK = [
  'unknown-again',
  'unlink',
  'unsnooze',
  'removal-unsaid',
  'unsnooze-app',
  'remove-person',
  'undo-subscription',
] as const satisfies readonly AuditAction[];

/** How many entries are looked through, however few of them can be taken back. */
const LOOKED_THROUGH = 2_000;

/** The last decisions that were not taken back, newest first; those of a list are one. */
export function lookAtUndoable(context: Context, limit: number): readonly UndoableDecision[] {
  const entries = searchAudit(context.store, { actions: [...DECISIONS, ...TAKING_BACK] }, LOOKED_THROUGH);
  const apps = new Map(listApps(context).map(({ config, source }) => [config.id, source.id]));
  const over = new Set<string>();
  const made: { decision: LoggedDecision; entry: AuditRow; decisions: number }[] = [];
  for (const entry of entries) {
    const { seq, action, subject, at, actor } = entry;
    // Only the last decision of its kind about something is in force.
    const kind = `${SORT[action] ?? action} ${subject}`;
    if (over.has(kind)) continue;
    over.add(kind);
    if ((TAKING_BACK as readonly string[]).includes(action)) continue;
    const app = apps.get(subject.slice(0, subject.indexOf('/')));
    if ((action === 'known' || action === 'link') && !holds(context, app, entry)) continue;
    const last = made.at(-1);
    if (last !== undefined && last.decision.at === at && last.entry.actor === actor) {
      made[made.length - 1] = {
        decision: { ...last.decision, first: seq },
        entry,
        decisions: last.decisions + 1,
      };
    } else if (made.length === limit) break;
    else made.push({ decision: { first: seq, last: seq, at }, entry, decisions: 1 });
  }
  return made;
}

/** Decisions of one sort about the same thing end each other. */
const SORT: Readonly<Record<string, string>> = {
  'unknown-again': 'known',
  unlink: 'link',
  unsnooze: 'snooze',
  'removal-unsaid': 'removal-said',
  'unsnooze-app': 'snooze-app',
  'remove-person': 'add-person',
  'rule-ended': 'rule-accepted',
  'subscription-cleared': 'subscription-set',
  'snooze-subscription': 'known-subscription',
  'undo-subscription': 'known-subscription',
};

function holds({ store }: Context, app: number | undefined, { action, subject, at }: AuditRow): boolean {
  if (app === undefined) return false;
  const account = subject.slice(subject.indexOf('/') + 1);
  const made = decisionMadeAt(store, { kind: action === 'link' ? 'link' : 'known', app, account }, at);
  return made !== null && made.endedAt === null;
}
