/**
 * Rules about domains: an admin says once that `acmeco.onmicrosoft.com` means `acme.example`, instead of linking every
 * account there by hand. It is the same statement as `matching.domainAliases` in seatkeeper.yaml, which takes precedence. What this
 * folder adds is that links by hand suggest the rule (`offer-rule.ts`), that a preview shows exactly the accounts that
 * would change (`rule-effects.ts`), and that accepting needs no access to the server (`decide-rule.ts`).
 *
 * This is the only file of the folder that the rest of `src` imports. What the folder buys, and what it costs, is measured in
 * docs/decisions/0007-domain-rules.md.
 */
export { acceptRule, previewRule, ruleToAccept, ruleToEnd, takeBackRule } from './decide-rule.ts';
export { offerAfterLink, offeredRules, prospects } from './offer-rule.ts';
export type { RuleChange, RuleEffect } from './rule-effects.ts';
