/** How an account found its owner, in the order in which the rules are tried. */
export const MATCH_RULES = [
  'manual-link',
  'earlier-match',
  'email',
  'alias',
  'domain-alias',
  'plus-address',
  'username',
] as const;
export type MatchRule = (typeof MATCH_RULES)[number];
