import { undoneManyText } from '../../chat/say/decide/undone.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { type AuditRow, auditBetween } from '../../store/audit.ts';
import type { Context } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome, refuse } from '../outcome.ts';
import { carryOut, decide, decisionSubject, type Planned } from './decide.ts';
import { UNDO_ACCOUNT } from './undo-account.ts';
import { UNDO_OTHER } from './undo-other.ts';

/** The words of the audit log for decisions that may be taken back, or whose undo can be refused with a reason. */
const UNDOABLE: ReadonlySet<string> = new Set([...Object.keys(UNDO_ACCOUNT), ...Object.keys(UNDO_OTHER)]);

/**
 * Takes back decisions of one admin by their entries in the audit log. Decisions that are no longer in force, or were replaced since,
 * stay as they are, so that pressing twice does nothing twice.
 */
export function undo(
  context: Context,
  by: Caller,
  { first, last, at }: Extract<Action, { type: 'undo' }>,
): Outcome {
  return context.store.write(() => {
    const found = auditBetween(context.store, first, last).filter(
      (entry) => entry.at === at && UNDOABLE.has(entry.action),
    );
    const made = found.filter(({ actor }) => actor === found[0]?.actor);
    const [only, second] = made;
    if (only === undefined) return refuse(context, { kind: 'no-decision', number: first });
    return second === undefined ? undoOne(context, by, only) : undoMany(context, by, made);
  });
}

function undoOne(context: Context, by: Caller, entry: AuditRow): Outcome {
  if (!isAboutAccount(entry.action)) {
    const undoOther = UNDO_OTHER[entry.action as keyof typeof UNDO_OTHER];
    return undoOther(context, by, entry);
  }
  const [app, account] = accountOf(entry);
  return decide(context, by, { app, account }, UNDO_ACCOUNT[entry.action](entry));
}

/** All that are still in force; findings and alert of each app are updated once. */
function undoMany(context: Context, by: Caller, entries: readonly AuditRow[]): Outcome {
  const groups = new Map<string, [Planned, ...Planned[]]>();
  const kept: string[] = [];
  for (const entry of entries) {
    if (!isAboutAccount(entry.action)) continue;
    const [app, account] = accountOf(entry);
    const target = findTarget(context, app, account);
    if (isOutcome(target)) {
      kept.push(target.text);
      continue;
    }
    const subject = decisionSubject(context, by, target);
    const plan = UNDO_ACCOUNT[entry.action](entry)(context, subject);
    if ('done' in plan) {
      kept.push(plan.text);
      continue;
    }
    const key = `${app} ${plan.undoes}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ subject, plan }]);
    else group.push({ subject, plan });
  }
  const undone = [...groups.values()];
  for (const group of undone) carryOut(context, group, null);
  const count = undone.reduce((sum, group) => sum + group.length, 0);
  const text = undoneManyText(count, kept);
  return count === 0 ? { done: false, text: kept[0] ?? text } : done(text);
}

function isAboutAccount(action: string): action is keyof typeof UNDO_ACCOUNT {
  return Object.hasOwn(UNDO_ACCOUNT, action);
}

/** `figma/fig-1019`: an app's id has no slash. */
function accountOf({ subject }: AuditRow): readonly [app: string, account: string] {
  const at = subject.indexOf('/');
  return [subject.slice(0, at), subject.slice(at + 1)];
}
