import { takenBackText } from '../../chat/say/decide/ended.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Day } from '../../domain/day.ts';
import type { LicenseDecision } from '../../domain/licenses/license-decision.ts';
import { NO_TERMS, TERM_FIELDS, TERM_KEYS } from '../../domain/licenses/terms.ts';
import { type AuditRow, lastAudit } from '../../store/audit.ts';
import { listRules } from '../../store/decisions/rules.ts';
import { findAlert } from '../../store/findings/alerts.ts';
import { listTerms } from '../../store/licenses/subscription-terms.ts';
import { type App, type Context, listApps, today } from '../context.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { acceptRule, takeBackRule } from '../rules/domain-rules.ts';
import { completeSubscription, type TermsChange } from './complete-subscription.ts';
import { findSubscription, undoSubscription } from './decide-subscription.ts';
import { removeAdded } from './remove-added.ts';
import { unsnoozeApp } from './snooze.ts';

type UndoOther = (context: Context, by: Caller, entry: AuditRow) => Outcome;

/** How everything that is not about one account's status is taken back, or why it cannot be, by the word of the audit log. */
export const UNDO_OTHER = {
  'add-person': removeAdded,
  'snooze-app': undoSnoozeApp,
  'known-subscription': undoLicenseDecision,
  'snooze-subscription': undoLicenseDecision,
  'rule-accepted': undoRule,
  'rule-ended': undoRuleEnd,
  'subscription-set': undoTerms,
  'subscription-cleared': undoTerms,
  'run-accepted': (context) => refuse(context, { kind: 'lasting', what: 'run-accepted' }),
  'run-dropped': (context) => refuse(context, { kind: 'lasting', what: 'run-dropped' }),
  'unknown-again': (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
  unlink: (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
  unsnooze: (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
  'unsnooze-app': (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
  'undo-subscription': (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
  'remove-person': (context) => refuse(context, { kind: 'lasting', what: 'taken-back' }),
} as const satisfies Record<string, UndoOther>;

function undoSnoozeApp(context: Context, by: Caller, entry: AuditRow): Outcome {
  const app = listApps(context).find(({ config }) => `app:${config.id}` === entry.subject);
  if (app === undefined) return refuse(context, { kind: 'no-app', app: entry.subject.slice('app:'.length) });
  const label = app.config.name;
  const last = lastAudit(context.store, ['snooze-app', 'unsnooze-app'], entry.subject);
  if (last !== null && last.seq > entry.seq) {
    if (last.action === 'snooze-app') return refuse(context, { kind: 'decided-again', label });
    const why = takenBackText(String(last.detail.by ?? last.actor));
    return refuse(context, { kind: 'ended-before', label, why, at: last.at });
  }
  if (findAlert(context.store, app.source.id)?.snoozedUntil !== entry.detail.until)
    return refuse(context, { kind: 'ended-before', label, why: null, at: null });
  const before = entry.detail.before as Day | null | undefined;
  const until = before != null && before > today(context) ? before : null;
  return unsnoozeApp(context, by, { app: app.config.id, until });
}

function undoRule(context: Context, by: Caller, entry: AuditRow): Outcome {
  const from = String(entry.detail.from);
  const rule = listRules(context.store).find((accepted) => accepted.from === from);
  if (rule?.at === entry.at) return takeBackRule(context, by, { from });
  return refuse(
    context,
    rule === undefined
      ? { kind: 'ended-before', label: from, why: null, at: null }
      : { kind: 'decided-again', label: from },
  );
}

function undoRuleEnd(context: Context, by: Caller, entry: AuditRow): Outcome {
  return acceptRule(context, by, { from: String(entry.detail.from), to: String(entry.detail.to) });
}

function undoTerms(context: Context, by: Caller, entry: AuditRow): Outcome {
  const [, appId, subscription] = SUBSCRIPTION.exec(entry.subject) ?? [];
  const app = listApps(context).find(({ config }) => config.id === appId);
  if (app === undefined) return refuse(context, { kind: 'no-app', app: appId ?? entry.subject });
  const item = wholeInventory(context, app.source.id).find(({ id }) => id === subscription);
  const { before, after } = entry.detail as { before: TermsChange; after: TermsChange };
  if (item === undefined || !stillHolds(context, app, item.id, after))
    return refuse(context, { kind: 'decided-again', label: subscription ?? entry.subject });
  return completeSubscription(context, by, { app, item }, before);
}

function undoLicenseDecision(context: Context, by: Caller, entry: AuditRow): Outcome {
  const [, app = '', subscription = ''] = SUBSCRIPTION.exec(entry.subject) ?? [];
  const found = findSubscription(context, { app, subscription });
  if ('done' in found) return found;
  const label = found.title;
  const decision = found.findings.find((finding) => finding.decision != null)?.decision ?? null;
  if (decision === null) return refuse(context, { kind: 'ended-before', label, why: null, at: null });
  if (decision.at !== entry.at) return refuse(context, { kind: 'decided-again', label });
  const before = (entry.detail.before ?? null) as LicenseDecision | null;
  return undoSubscription(context, by, { app, subscription, before });
}

/** `subscription:figma/FIG-FULL`: an app's id has no slash. */
const SUBSCRIPTION = /^subscription:([^/]+)\/(.*)$/s;

/** Whether nothing that the decision set was set to something else since. */
function stillHolds({ store }: Context, app: App, subscription: string, after: TermsChange): boolean {
  const now =
    listTerms(store, app.source.id).find((terms) => terms.subscription === subscription) ?? NO_TERMS;
  return TERM_KEYS.map((key) => TERM_FIELDS[key]).every(
    (field) => after[field] === undefined || after[field] === now[field],
  );
}
