import { addDays, type Day, dayStart } from '../../domain/day.ts';
import { type AuditAction, REMOVAL_WORDS, SEAT_WORDS } from '../../store/audit-action.ts';
import type { AuditFilter } from '../../store/audit-search.ts';
import type { Context } from '../context.ts';

/** Which entries of the audit log to show. */
export const SCOPES = ['decisions', 'runs', 'all'] as const;
export type AuditScope = (typeof SCOPES)[number];

const RUNS: readonly AuditAction[] = [
  'run-complete',
  'run-failed',
  'run-held',
  'run-accepted',
  'run-dropped',
  'roster-retired',
];

/** What admins decided, and people about their own seats, and how that ended. */
const DECISIONS: readonly AuditAction[] = [
  'known',
  'unknown-again',
  'known-lapsed',
  'known-ended',
  'link-lapsed',
  'link',
  'unlink',
  'snooze',
  'unsnooze',
  'snooze-app',
  'unsnooze-app',
  'removal-said',
  'removal-unsaid',
  'add-person',
  'remove-person',
  'taken-over',
  'known-subscription',
  'snooze-subscription',
  'undo-subscription',
  'subscription-lapsed',
  ...REMOVAL_WORDS,
  ...SEAT_WORDS,
  'rule-accepted',
  'rule-ended',
  'subscription-set',
  'subscription-cleared',
  'run-accepted',
  'run-dropped',
];

interface AuditWish {
  readonly by?: string | undefined;
  /** The app's id. */
  readonly app?: string | undefined;
  /** The first and the last day, in the organisation's time zone. */
  readonly since?: Day | undefined;
  readonly until?: Day | undefined;
}

export function auditAsked(
  context: Context,
  scope: AuditScope,
  { by, app, since, until }: AuditWish,
): AuditFilter {
  const { timezone } = context.config;
  return {
    ...(scope === 'all' ? {} : { actions: scope === 'runs' ? RUNS : DECISIONS }),
    ...(by === undefined ? {} : { by }),
    ...(app === undefined ? {} : { app }),
    ...(since === undefined ? {} : { since: dayStart(timezone, since) }),
    ...(until === undefined ? {} : { before: dayStart(timezone, addDays(until, 1)) }),
  };
}
