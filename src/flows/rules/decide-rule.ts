import {
  type RuleRefusal,
  ruleAcceptedText,
  ruleEndedText,
  ruleRefusalText,
} from '../../chat/say/rules/rule-decisions.ts';
import type { Caller } from '../../domain/caller.ts';
import { splitEmail } from '../../domain/email.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { domainRules, endRule, saveRule } from '../../store/decisions/rules.ts';
import type { LoggedDecision } from '../../store/findings/alerts.ts';
import { closingOf } from '../alerts/closing.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, domainsOf, listApps, timestamp, today } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { type RecomputedVerdict, saveVerdicts } from '../owners/recompute-verdicts.ts';
import { type EffectKind, type RuleChange, type RuleEffect, ruleEffects } from './rule-effects.ts';

const DOMAIN = /^[^\s@.]+(\.[^\s@.]+)+$/;

/** The rule that would be accepted, or why there can be no such rule. */
export function ruleToAccept(context: Context, fromWord: string, toWord: string): RuleChange | Outcome {
  const [from, to] = [domainOf(fromWord), domainOf(toWord)];
  for (const word of [from, to]) if (!DOMAIN.test(word)) return refuseRule({ kind: 'not-a-domain', word });
  if (from === to) return refuseRule({ kind: 'same-domain', from });
  const written = context.config.matching.domainAliases[from];
  if (written !== undefined && written !== to)
    return refuseRule({ kind: 'written-otherwise', from, means: written });
  const accepted = acceptedFor(context, from);
  if (accepted !== undefined && accepted !== to)
    return refuseRule({ kind: 'accepted-otherwise', from, means: accepted });
  const meansIt =
    written !== undefined ||
    accepted !== undefined ||
    domainsOf(context).variants(`x@${from}`).includes(`x@${to}`);
  return meansIt ? refuseRule({ kind: 'means-it-already', from, to }) : { from, to, does: 'comes' };
}

/** The rule that would be ended, or why there is none. */
export function ruleToEnd(context: Context, word: string): RuleChange | Outcome {
  const from = domainOf(word);
  const to = acceptedFor(context, from);
  if (to !== undefined) return { from, to, does: 'goes' };
  const written = context.config.matching.domainAliases[from];
  return refuseRule(
    written === undefined ? { kind: 'no-rule', from } : { kind: 'only-written', from, means: written },
  );
}

function acceptedFor({ store }: Context, domain: string): string | undefined {
  return domainRules(store).find(([from]) => from === domain)?.[1];
}

function domainOf(word: string): string {
  return word.trim().toLowerCase().replace(/^@/, '');
}

function refuseRule(refusal: RuleRefusal): Outcome {
  return refused(ruleRefusalText(refusal));
}

export interface RulePreview {
  readonly effects: readonly RuleEffect[];
  readonly counts: Readonly<Record<EffectKind, number>>;
  /** Accounts with an address at `from` that nobody owns before and after. */
  readonly unowned: number;
}

/** Which accounts the change would touch, and how. Writes nothing. */
export function previewRule(context: Context, change: RuleChange): RulePreview {
  const effects: RuleEffect[] = [];
  const counts = { finds: 0, moves: 0, loses: 0, ambiguous: 0 };
  let unowned = 0;
  for (const page of ruleEffects(context, change)) {
    for (const { recomputed, effect } of page) {
      if (effect !== null) {
        effects.push(effect);
        counts[effect.kind]++;
      }
      const { before, now } = recomputed;
      if (before.person === null && now.match === null && isAt(before, change.from)) unowned++;
    }
  }
  return { effects, counts, unowned };
}

/** Accepts a rule: every account that it concerns is assessed again in the same transaction. Links by hand stay. */
export function acceptRule(
  context: Context,
  by: Caller,
  { from, to }: { readonly from: string; readonly to: string },
): Outcome {
  return context.store.write(() => {
    const change = ruleToAccept(context, from, to);
    if ('done' in change) return change;
    const { counts, undo } = applyChange(context, by, change, () =>
      saveRule(context.store, { from: change.from, to: change.to, by: by.name, at: timestamp(context) }),
    );
    return { ...done(ruleAcceptedText(change, counts)), undo };
  });
}

/** Ends a rule that was accepted; accounts that only the rule matched lose their owner. */
export function takeBackRule(context: Context, by: Caller, { from }: { readonly from: string }): Outcome {
  return context.store.write(() => {
    const change = ruleToEnd(context, from);
    if ('done' in change) return change;
    const { counts, undo } = applyChange(context, by, change, () =>
      endRule(context.store, change.from, { by: by.name, at: timestamp(context) }),
    );
    return { ...done(ruleEndedText(change, counts)), undo };
  });
}

function applyChange(
  context: Context,
  by: Caller,
  change: RuleChange,
  save: () => void,
): { readonly counts: Readonly<Record<EffectKind, number>>; readonly undo: LoggedDecision } {
  const counts = { finds: 0, moves: 0, loses: 0, ambiguous: 0 };
  const rows = new Map<number, number[]>();
  for (const page of ruleEffects(context, change)) {
    for (const { effect } of page) if (effect !== null) counts[effect.kind]++;
    const changed = page.map(({ recomputed }) => recomputed).filter(isOtherwise);
    saveVerdicts(context, changed);
    for (const { before } of changed) {
      const ofApp = rows.get(before.app) ?? [];
      rows.set(before.app, ofApp);
      ofApp.push(before.row);
    }
  }
  save();
  for (const app of listApps(context)) {
    const touched = rows.get(app.source.id);
    if (touched === undefined) continue;
    updateFindings(context, app, {
      rows: touched,
      closing: (row) => closingOf(context, row),
      by: by.name,
      sync: false,
    });
    countDay(context, app, today(context));
  }
  const at = timestamp(context);
  const entry = recordAudit(context.store, {
    at,
    actor: by.id,
    action: change.does === 'comes' ? 'rule-accepted' : 'rule-ended',
    subject: `rule:${change.from}`,
    detail: { from: change.from, to: change.to, ...counts },
  });
  return { counts, undo: { first: entry, last: entry, at } };
}

function isOtherwise({ before, now }: RecomputedVerdict): boolean {
  return before.person !== (now.match?.owner.ref ?? null) || before.rule !== (now.match?.rule ?? null);
}

function isAt({ account }: StoredAccount, domain: string): boolean {
  return addresses(account).some((email) => splitEmail(email).domain === domain);
}
