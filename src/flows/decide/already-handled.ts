import { alreadyHandledText, type Handled } from '../../chat/say/decide/already-handled.ts';
import { type Action, FORM_TYPES } from '../../domain/action.ts';
import type { FindingRecord } from '../../domain/findings/finding.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { lastAudit } from '../../store/audit.ts';
import { currentDecision } from '../../store/decisions/decisions.ts';
import { rememberedFindings } from '../../store/findings/findings.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Context, clockOf } from '../context.ts';
import { findTarget, isOutcome, type Outcome, refused, type Target } from '../outcome.ts';

/**
 * Whether what a button or a form asks for was decided before: a card may be older than the decision, and two admins may
 * press at once. Only a typed command replaces a decision, so that none is replaced by accident. `null`: it is still open.
 */
export function alreadyHandled(
  context: Context,
  action: Pick<Action, 'type'> & { readonly app?: string | undefined; readonly account?: string | undefined },
): Outcome | null {
  const { app, account, type } = action;
  if (!DECIDING.includes(type) || app === undefined || account === undefined) return null;
  const target = findTarget(context, app, account);
  if (isOutcome(target)) return null;
  const finding = openFinding(context, target);
  const snoozedUntil = finding?.snoozedUntil ?? null;
  if (finding !== null && (type !== 'snooze' || snoozedUntil === null)) return null;
  const handled =
    (snoozedUntil === null
      ? (decidedBefore(context, target) ?? addedBefore(context, target))
      : snoozedBefore(context, target, snoozedUntil)) ?? ownerFound(context, target);
  return handled === null ? null : refused(alreadyHandledText(handled, clockOf(context)));
}

/** Forms decide about a finding, so an earlier decision on the same account takes precedence; other actions do not. */
const DECIDING: readonly Action['type'][] = FORM_TYPES;

function decidedBefore({ store }: Context, { app, stored }: Target): Handled | null {
  const decision = currentDecision(store, app.source.id, stored.account.id);
  if (decision === null || (decision.kind === 'known' && !stored.known)) return null;
  const { by, at, reason } = decision;
  if (decision.kind === 'known') return { kind: 'known', by, at, reason };
  const person = decision.person === null ? null : personByRef(store, decision.person);
  return { kind: 'linked', by, at, person: person === null ? null : (person.email ?? person.name) };
}

function addedBefore({ store }: Context, { app, stored }: Target): Handled | null {
  if (stored.status !== 'active') return null;
  const added = lastAudit(store, ['add-person'], `${app.config.id}/${stored.account.id}`);
  if (added === null) return null;
  return {
    kind: 'added',
    by: String(added.detail.by ?? added.actor),
    at: added.at,
    name: String(added.detail.name),
  };
}

function snoozedBefore({ store }: Context, { app, stored }: Target, until: string): Handled | null {
  const made = lastAudit(store, ['snooze'], `${app.config.id}/${stored.account.id}`);
  return made === null
    ? null
    : { kind: 'snoozed', by: String(made.detail.by ?? made.actor), at: made.at, until };
}

function ownerFound({ store }: Context, { stored }: Target): Handled | null {
  const { status, person } = stored;
  if (status !== 'active' || person === null) return null;
  return {
    kind: 'found-owner',
    label: accountLabel(stored),
    owner: personByRef(store, person)?.name ?? null,
  };
}

function openFinding({ store }: Context, { app, stored }: Target): FindingRecord | null {
  const [finding] = rememberedFindings(store, app.source.id, [stored.row]);
  return finding === undefined || finding.closedAt !== null ? null : finding;
}
