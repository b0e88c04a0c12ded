import type { Instant } from '../../../domain/day.ts';
import type { OperationState } from '../../../domain/removal/operation.ts';
import { fullMomentText } from '../words.ts';

/** The words of the evidence for an auditor: what was removed, by whom, on what data. */
export const EVIDENCE = {
  title: 'Evidence of removed seats',
  none: 'No seat was removed in this time, and none was asked for.',
  plans: 'Plans as they were confirmed',
  plansText:
    'Each plan as the admin saw it. Its hash is of exactly these accounts and steps: an approval is for this hash and no other.',
  completeness: 'How complete the data was',
  completenessText:
    'A read that did not end, or that was held because it looked implausible, is never used. Removal needs a complete read of the app and of every roster source that is at most 30 minutes old.',
  chain: 'Entries of the audit log',
  chainText:
    'Each hash is the SHA-256 of the hash before it and of [no., when, who, what, on, detail] as JSON. Anyone who changes a row changes every hash after it.',
} as const;

export const EVIDENCE_COLUMNS = {
  operation: 'no.',
  plan: 'plan',
  app: 'app',
  account: 'account',
  label: 'address or name',
  owner: 'owner',
  status: 'status',
  step: 'step',
  state: 'result',
  why: 'why',
  requestedBy: 'asked for by',
  requestedAt: 'asked for at',
  approvedBy: 'approved by',
  approvedAt: 'approved at',
  startedAt: 'carried out at',
  endedAt: 'ended at',
  request: 'request to the app',
  answer: 'its status',
  requestId: 'its request id',
  words: 'its words',
  undoUntil: 'can be undone until',
  dryRun: 'dry run',
  hash: 'hash of the plan',
  unlike: 'unlike the audit log',
} as const;

export const PLAN_COLUMNS = [
  'plan',
  'asked for at',
  'by',
  'approved by',
  'text',
  'hash',
  'unlike the audit log',
] as const;
export const COMPLETENESS_COLUMNS = [
  'source',
  'last complete read',
  'complete',
  'failed',
  'held',
  'what it did not get',
] as const;

const STATES: Readonly<Record<OperationState, string>> = {
  planned: 'waits for approval',
  approved: 'waits to be carried out',
  running: 'under way',
  verified: 'removed, and read back',
  already: 'was gone already',
  failed: 'not removed',
  'in-doubt': 'in doubt',
  rehearsed: 'rehearsed, nothing was asked of the app',
  task: 'to be done by hand',
  said: 'said to be done by hand, not proved yet',
  'not-possible': 'not possible, says an admin',
  cancelled: 'cancelled',
  expired: 'expired',
};

export function stateWord(state: OperationState): string {
  return STATES[state];
}

/** How a plan or a step differs from the audit log. */
export type Unlike = 'hash' | 'text' | 'state' | 'by' | 'approver' | 'answer' | 'log';

const UNLIKE: Readonly<Record<Unlike, string>> = {
  hash: 'HASH: what is stored is not what was confirmed',
  text: 'TEXT: what is stored is not what was shown',
  state: 'RESULT',
  by: 'WHO ASKED FOR IT',
  approver: 'WHO APPROVED IT',
  answer: 'ANSWER OF THE APP',
  log: 'NO ENTRY IN THE LOG',
};

/** For a cell; `null` where all is as it was logged. */
export function unlikeText(unlike: readonly Unlike[]): string | null {
  return unlike.length === 0 ? null : unlike.map((what) => UNLIKE[what]).join('; ');
}

/** The result of checking the log and what it says about plans and steps. */
export interface EvidenceChecked {
  readonly head: string;
  /** What is wrong with the chain; `null` if each row follows from the previous one. */
  readonly broken: string | null;
  /** The numbers of plans and of steps that are not as they were logged. */
  readonly plans: readonly number[];
  readonly steps: readonly number[];
}

/** How the log is checked, and what it is checked against. */
export function aboutEvidence({ head, broken, plans, steps }: EvidenceChecked) {
  const changed = [
    ...(plans.length === 0 ? [] : [`plans ${numbersText(plans)}`]),
    ...(steps.length === 0 ? [] : [`steps ${numbersText(steps)}`]),
  ];
  return [
    { label: 'Audit head', value: head },
    {
      label: 'Audit log',
      value:
        broken === null
          ? 'checked now: no row was changed or is missing, and each follows from the one before'
          : `A ROW WAS CHANGED OR IS MISSING: ${broken}`,
    },
    {
      label: 'Plans and answers',
      value:
        changed.length === 0
          ? 'checked now: each is as the audit log has it'
          : `NOT AS THE AUDIT LOG HAS THEM: ${changed.join(', ')}`,
    },
    {
      label: 'To check it again',
      value:
        'seatkeeper audit --verify; its head must come after the one above, which every weekly digest also names',
    },
  ];
}

/** The first few of them. */
function numbersText(numbers: readonly number[]): string {
  const more = numbers.length - 20;
  return `${numbers.slice(0, 20).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export function periodText(from: string | null, to: string | null): string | null {
  if (from === null && to === null) return null;
  return [from === null ? '' : `from ${from}`, to === null ? '' : `to ${to}`]
    .filter((part) => part !== '')
    .join(' ');
}

export function lastReadText(last: Instant | null, timezone: string): string {
  return last === null ? 'none in this time' : fullMomentText(last, timezone);
}
