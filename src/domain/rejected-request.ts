/** Why a request in the name of a chat platform was not carried out. Ours to name: nothing that whoever sent it chose. */
export const REFUSALS = [
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

export type Refusal = (typeof REFUSALS)[number];

/** One kind of refusal, and what came of it meanwhile. */
export interface RefusalCount {
  readonly reason: Refusal;
  readonly count: number;
  /** Whether a request was let in after the last of them. */
  readonly answered: boolean;
}

/** These came through the platform itself, proved it, and so prove that its requests come through. */
const PROVED: readonly Refusal[] = ['replay', 'forged', 'unknown-kind'];

/** Whether it may be the platform itself that is kept out, rather than somebody's scanner. */
export function keepsOut({ reason, answered }: Pick<RefusalCount, 'reason' | 'answered'>): boolean {
  return !answered && !PROVED.includes(reason);
}
