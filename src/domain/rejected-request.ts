/** Why a request in the name of a chat platform was not carried out. Ours to name: nothing that whoever sent it chose. */
export const REJECTION_REASONS = [
  'signature',
  'token',
  'no-token',
  'clock',
  'too-large',
  'malformed',
  'elsewhere',
  'replay',
  'forged',
  'unknown-kind',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** One kind of refusal, and what came of it meanwhile. */
export interface RejectionCount {
  readonly reason: RejectionReason;
  readonly count: number;
  /** Whether a request was let in after the last of them. */
  readonly answered: boolean;
}

/** These came through the platform itself, proved it, and so prove that its requests come through. */
const PROVED: readonly RejectionReason[] = ['replay', 'forged', 'unknown-kind'];

/** Whether it may be the platform itself that is kept out, rather than somebody's scanner. */
export function keepsOut({ reason, answered }: Pick<RejectionCount, 'reason' | 'answered'>): boolean {
  return !answered && !PROVED.includes(reason);
}
