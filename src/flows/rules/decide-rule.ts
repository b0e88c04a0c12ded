import { effectText } from '../../chat/say/decide/rule.ts';
import type { Caller } from '../../domain/caller.ts';
import { recordAudit } from '../../store/audit.ts';
import { domainRules, endRule, saveRule } from '../../store/decisions/rules.ts';
import { closingOf } from '../alerts/closing.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, domainsOf, listApps, timestamp, today } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { type RecomputedVerdict, saveVerdicts } from '../owners/recompute-verdicts.ts';
import { type EffectKind, type RuleChange, ruleEffects } from './preview-rule.ts';

const DOMAIN = /^[^\s@.]+(\.[^\s@.]+)+$/;

/** What the rule would change, or why there can be no such rule. */
export function ruleToCome(context: Context, fromWord: string, toWord: string): RuleChange | Outcome {
  const [from, to] = [fromWord, toWord].map((word) => word.trim().toLowerCase().replace(/^@/, '')) as [
    string,
    string,
  ];
  for (const domain of [from, to])
    if (!DOMAIN.test(domain))
      return refused(`${JSON.stringify(domain)} is no domain; write it like acme.com. Nothing was changed.`);
  if (from === to) return refused(`${from} means itself already. Nothing was changed.`);
  const written = context.config.matching.domainAliases[from];
  if (written !== undefined && written !== to)
    return refused(`seatkeeper.yaml says that ${from} means ${written}, and that holds. Change it there.`);
  const accepted = domainRules(context.store).find((rule) => rule[0] === from)?.[1];
  if (accepted !== undefined && accepted !== to)
    return refused(
      `A rule says that ${from} means ${accepted}. Take that back first: rule end ${from}. Nothing was changed.`,
    );
  if (
    written !== undefined ||
    accepted !== undefined ||
    domainsOf(context).variants(`x@${from}`).includes(`x@${to}`)
  )
    return refused(`${from} means ${to} already. Nothing was changed.`);
  return { from, to, does: 'comes' };
}

/** What taking the rule back would change, or why there is none. */
export function ruleToGo(context: Context, word: string): RuleChange | Outcome {
  const from = word.trim().toLowerCase().replace(/^@/, '');
  const to = domainRules(context.store).find((rule) => rule[0] === from)?.[1];
  if (to !== undefined) return { from, to, does: 'goes' };
  const written = context.config.matching.domainAliases[from];
  return refused(
    written === undefined
      ? `There is no rule about ${from}. rules lists those there are.`
      : `That ${from} means ${written} stands in seatkeeper.yaml under matching. Change it there.`,
  );
}

/** Makes a rule of it: every account it concerns is looked at anew in the same transaction. Links by hand stay. */
export function acceptRule(
  context: Context,
  by: Caller,
  { from, to }: { readonly from: string; readonly to: string },
): Outcome {
  return context.store.write(() => {
    const change = ruleToCome(context, from, to);
    if ('done' in change) return change;
    const counts = carryOut(context, by, change, () =>
      saveRule(context.store, { from: change.from, to: change.to, by: by.name, at: timestamp(context) }),
    );
    return done(`${change.from} means ${change.to} from now on. ${effectText(counts, 'did')}`);
  });
}

export function takeBackRule(context: Context, by: Caller, from: string): Outcome {
  return context.store.write(() => {
    const change = ruleToGo(context, from);
    if ('done' in change) return change;
    const counts = carryOut(context, by, change, () =>
      endRule(context.store, change.from, { by: by.name, at: timestamp(context) }),
    );
    return done(`${change.from} means ${change.to} no longer. ${effectText(counts, 'did')}`);
  });
}

function carryOut(
  context: Context,
  by: Caller,
  change: RuleChange,
  save: () => void,
): Readonly<Record<EffectKind, number>> {
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
  recordAudit(context.store, {
    at: timestamp(context),
    actor: by.id,
    action: change.does === 'comes' ? 'rule-accepted' : 'rule-ended',
    subject: `rule:${change.from}`,
    detail: { from: change.from, to: change.to, ...counts },
  });
  return counts;
}

function isOtherwise({ before, now }: RecomputedVerdict): boolean {
  return before.person !== (now.match?.owner.ref ?? null) || before.rule !== (now.match?.rule ?? null);
}
