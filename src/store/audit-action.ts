import type { Action } from '../domain/action.ts';

/** Words about removals: plans, the operation on each account, and tasks by hand. */
export const REMOVAL_WORDS = [
  'removal-planned',
  'removal-approved',
  'removal-started',
  'removal-verified',
  'removal-failed',
  'removal-in-doubt',
  'removal-cancelled',
  'removal-held',
  'removal-expired',
  'removal-rehearsed',
  'removal-undone',
  'task-opened',
  'task-said',
  'task-not-possible',
] as const;

/** Words about questions to people about unused seats, and about their answers. */
export const SEAT_WORDS = [
  'seat-asked',
  'seat-unreachable',
  'seat-reminded',
  'seat-kept',
  'seat-released',
  'seat-snoozed',
  'seat-given',
  'seat-unanswered',
  'seat-question-closed',
  'seat-request-done',
  'seat-request-declined',
] as const;

/** What an entry of the audit log says was done. Words are never renamed: old logs hold them, and admins search for them. */
export type AuditAction =
  // Decisions on accounts; those on reads and rules have words of their own
  | Exclude<
      Action['type'],
      | 'accept-run'
      | 'keep-last-good'
      | 'accept-rule'
      | 'end-rule'
      | 'undo'
      | RemovalActionType
      | SeatActionType
    >
  | 'remove-person'
  | 'known-lapsed'
  | 'subscription-lapsed'
  | 'known-ended'
  | 'link-lapsed'
  | 'taken-over'
  | (typeof REMOVAL_WORDS)[number]
  | (typeof SEAT_WORDS)[number]
  // Rules and what admins set
  | 'rule-accepted'
  | 'rule-ended'
  | 'subscription-set'
  | 'subscription-cleared'
  | 'columns'
  // Reads
  | 'run-complete'
  | 'run-failed'
  | 'run-held'
  | 'run-accepted'
  | 'run-dropped'
  | 'roster-retired'
  // Messages and files
  | 'digest-sent'
  | 'renewal-said'
  | 'renewal-closed'
  | 'message-in-doubt'
  | 'message-dead'
  | 'message-readdressed'
  | 'chat-broken'
  | 'chat-mended'
  | 'export'
  // The database itself
  | 'restored'
  | 'clock-set';

type RemovalActionType = 'confirm-removal' | 'approve-removal' | 'cancel-removal' | 'undo-removal';
type SeatActionType = 'seat-keep' | 'seat-release' | 'seat-until' | 'seat-give' | 'seat-request';
