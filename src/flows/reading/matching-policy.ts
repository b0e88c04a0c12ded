import { type Context, matchingOf } from '../context.ts';

/** Increased when the rules for assessing accounts change, so that every account is assessed again. */
const RULES = 2;

/** What matching depends on besides accounts and people. */
export function policyOf(context: Context): string {
  const { timezone, precedence } = context.config;
  const order = precedence.status.length === 0 ? [] : [precedence.status];
  return JSON.stringify([RULES, matchingOf(context), timezone, ...order]);
}
