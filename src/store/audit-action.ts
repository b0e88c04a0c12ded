import type { Action } from '../domain/action.ts';

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
  // Removals: plans, and the operation on each account
  | 'removal-planned'
  | 'removal-approved'
  | 'removal-started'
  | 'removal-verified'
  | 'removal-failed'
  | 'removal-in-doubt'
  | 'removal-cancelled'
  | 'removal-expired'
  | 'removal-rehearsed'
  | 'removal-undone'
  | 'task-opened'
  | 'task-said'
  // Questions to people about seats that they do not use
  | 'seat-asked'
  | 'seat-unreachable'
  | 'seat-reminded'
  | 'seat-kept'
  | 'seat-released'
  | 'seat-snoozed'
  | 'seat-given'
  | 'seat-unanswered'
  | 'seat-question-closed'
  | 'seat-request-done'
  | 'seat-request-declined'
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
