import type { BreakerHit } from './breaker.ts';
import type { SecondPerson } from './plan.ts';

export interface TwoPeople {
  /** Plans with more accounts than these need a second person. */
  readonly above: number;
  /** Ids of apps whose plans always do. */
  readonly apps: readonly string[];
}

/** Why a plan must be approved by somebody else; `null` when it need not be. */
export function secondPerson(
  { above, apps }: TwoPeople,
  plan: { readonly apps: readonly string[]; readonly accounts: number },
  breaker: BreakerHit | null,
): SecondPerson | null {
  if (breaker !== null) return { why: 'breaker', limit: breaker.most };
  if (plan.apps.some((app) => apps.includes(app))) return { why: 'app', limit: null };
  return plan.accounts > above ? { why: 'size', limit: above } : null;
}

/** Somebody who asked for a plan or would approve it. */
export interface Actor {
  /** `Caller.id`: `slack:U1`; an id without a platform is Seatkeeper itself, which acts for seatkeeper.yaml. */
  readonly id: string;
  /** Who of the roster they are; `null` where their address is not known or nobody has it. */
  readonly person: number | null;
  /** Their addresses, as far as they are known. */
  readonly addresses: readonly string[];
}

/**
 * Whether two callers are one human. `cannot-tell` where they ask on different platforms and one of them cannot be tied to a person:
 * they may be one human with two accounts. So may two users of one machine, because somebody with root can be both.
 */
export function sameHuman(one: Actor, other: Actor): 'same' | 'different' | 'cannot-tell' {
  if (one.id === other.id) return 'same';
  if (platformOf(one) === '' || platformOf(other) === '') return 'different';
  if (one.addresses.some((address) => other.addresses.includes(address))) return 'same';
  if (one.person !== null && other.person !== null) return one.person === other.person ? 'same' : 'different';
  const platform = platformOf(one);
  return platform === platformOf(other) && platform !== 'terminal' ? 'different' : 'cannot-tell';
}

function platformOf({ id }: Actor): string {
  return id.slice(0, Math.max(0, id.indexOf(':')));
}
