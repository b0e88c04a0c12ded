import { dayText } from '../../chat/say/words.ts';
import type { Action } from '../../domain/action.ts';
import type { FindingRecord } from '../../domain/findings/finding.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { lastAudit } from '../../store/audit.ts';
import { currentDecision } from '../../store/decisions/decisions.ts';
import { rememberedFindings } from '../../store/findings/findings.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Context, timestamp } from '../context.ts';
import { findTarget, isOutcome, type Outcome, refused, type Target } from '../outcome.ts';
import { whenText } from '../when-text.ts';

/**
 * Whether somebody decided already what a button or a form asks for: a card may be older than the decision, and two admins may
 * press at once. What was decided is changed by a command, never by chance. `null`: it is still open.
 */
export function alreadyHandled(
  context: Context,
  action: Pick<Action, 'type'> & { readonly app?: string; readonly account?: string },
): Outcome | null {
  const { app, account, type } = action;
  if (!DECIDING.includes(type) || app === undefined || account === undefined) return null;
  const target = findTarget(context, app, account);
  if (isOutcome(target)) return null;
  const label = labelOf(target.stored);
  const finding = openFinding(context, target);
  const off = finding?.snoozedUntil ?? null;
  if (finding !== null && (type !== 'snooze' || off === null)) return null;
  const who =
    off !== null ? snoozedBy(context, target, off) : (decidedBy(context, target) ?? addedBy(context, target));
  if (who !== null) return refused(`Already handled: ${who}.`);
  const { status, person } = target.stored;
  if (status !== 'active' || person === null) return null;
  const owner = personByRef(context.store, person)?.name ?? 'somebody';
  return refused(`${label} belongs to ${owner} by now, who is active. Nothing was changed.`);
}

const DECIDING: readonly string[] = ['known', 'link', 'add-person', 'snooze'];

function decidedBy(context: Context, { app, stored }: Target): string | null {
  const decision = currentDecision(context.store, app.source.id, stored.account.id);
  if (decision === null || (decision.kind === 'known' && !stored.known)) return null;
  const when = whenText(context, decision.at);
  if (decision.kind === 'known') return `${decision.by} marked it as known ${when} (${decision.reason})`;
  const person = decision.person === null ? null : personByRef(context.store, decision.person);
  return `${decision.by} linked it${person === null ? '' : ` to ${person.email ?? person.name}`} ${when}`;
}

function addedBy(context: Context, { app, stored }: Target): string | null {
  if (stored.status !== 'active') return null;
  const added = lastAudit(context.store, ['add-person'], `${app.config.id}/${stored.account.id}`);
  return added === null
    ? null
    : `${added.detail.by ?? added.actor} added ${added.detail.name} to the roster ${whenText(context, added.at)}`;
}

function snoozedBy(context: Context, { app, stored }: Target, until: string): string | null {
  const by = lastAudit(context.store, ['snooze'], `${app.config.id}/${stored.account.id}`);
  return by === null
    ? null
    : `${by.detail.by ?? by.actor} snoozed it until ${dayText(until, timestamp(context))}, ${whenText(context, by.at)}`;
}

function openFinding({ store }: Context, { app, stored }: Target): FindingRecord | null {
  const [finding] = rememberedFindings(store, app.source.id, [stored.row]);
  return finding === undefined || finding.closedAt !== null ? null : finding;
}
