/** Why a request that claims to come from a chat platform was rejected. The words are ours: nothing the sender wrote is kept. */
const REJECTION_REASONS = [
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

/** How many requests were rejected for one reason, and whether requests are accepted again. */
export interface RejectionCount {
  readonly reason: RejectionReason;
  readonly count: number;
  /** Whether a request was accepted after the last of them. */
  readonly answered: boolean;
}

/** These requests proved that they come from the platform, which shows that its requests arrive. */
const PROVED: readonly RejectionReason[] = ['replay', 'forged', 'unknown-kind'];

/** Whether the platform itself may be locked out, rather than a stranger's scanner. */
export function keepsOut({ reason, answered }: Pick<RejectionCount, 'reason' | 'answered'>): boolean {
  return !answered && !PROVED.includes(reason);
}
