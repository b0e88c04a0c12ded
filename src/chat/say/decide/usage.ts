/** How the commands that decide are written, shown when something else was typed. */

import { KNOWN_REASONS } from '../../../domain/action.ts';

export const USAGE = {
  'import-in-a-shell':
    'This reads a file on the server, so it only works in a shell there: seatkeeper clearing import <file>. Here, list the accounts instead: link <app> account=person …',
  'import-one-file': 'Name one file, for example: clearing import decisions.csv',
  'known-undo': '--undo takes back one decision at a time: known <app> <account> --undo.',
  'known-reason': `Say why it is fine, for example ${KNOWN_REASONS.map((word) => JSON.stringify(word)).join(', ')}.`,
  'known-reason-too-long': 'That reason is longer than 500 characters. Shorten it.',
  'link-undo': '--undo takes back one link at a time: link <app> <account> --undo.',
  'done-undo': 'Write either --done or --undo, not both.',
  'remove-app':
    'Say which of its accounts: remove app <app> status:inactive, or status:left for those of people who left.',
  asked:
    'Write the number of a question and one answer: asked 12 keep, release, until:2026-06-30, give:<person>, done or declined. Type asked to see them.',
  'not-possible': 'Say why: remove <app> <account> --not-possible reason:"…".',
  'undo-alone': 'Leave out what comes after the account: --undo takes the decision back as it is.',
  'undo-yes': '--yes goes with undo plan <number>; a decision is taken back without it: undo 12.',
  'undo-until': 'Write either until: or --undo, not both.',
  rule: 'Write rule <domain> <the domain it means>. Once you have seen what changes, add accept. To end a rule: rule end <domain>.',
} as const;

export function notAPairText(word: string): string {
  return `${JSON.stringify(word)} is not a pair. Write account=person, in quotes if it contains a space.`;
}

export function notAcceptText(word: string): string {
  return `I don't know ${JSON.stringify(word)}. Write accept to accept the rule.`;
}

/** For what follows `undo`. */
export function notADecisionText(word: string): string {
  return `${JSON.stringify(word)} is no number of the audit log. To list what can be taken back: undo`;
}

/** For `known figma a@… b@… "shared mailbox"`; `all`: the accounts that were named. */
export function twoAccountsText(typed: string, accounts: readonly string[], rest: string): string {
  const reason = rest === '' ? 'reason:"…"' : `reason:${JSON.stringify(rest)}`;
  return `${accounts.join(' and ')} are two accounts. To decide on both, write: ${typed} ${reason}`;
}

/** Everything that is wrong with a list, in one answer. */
export function listProblemsText(problems: readonly string[]): string {
  return `${problems.join(' ')} Nothing was changed.`;
}

export function unreadableFileText(problem: string): string {
  return `${problem}. Nothing was changed.`;
}
