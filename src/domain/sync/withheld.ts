import type { Day } from '../day.ts';
import type { Fact } from './facts.ts';

/** What a source can tell, as far as its rights and its plan allow. Without `accounts` and `people` nothing works. */
export type Capability =
  | 'accounts'
  | 'people'
  | 'email'
  | 'lastActive'
  | 'subscriptions'
  | 'groups'
  | 'licenses'
  | 'kind'
  | 'role'
  | 'lastDay'
  | 'removal';

/** Something that a plan, or a right that is not granted, kept out of a read. */
export interface Withheld {
  readonly capability: Capability;
  /** What to do about it: a sentence, or its beginning. */
  readonly reason: string;
  /** The day after which it will be missing, where it is still there. */
  readonly from?: Day;
  /** Some of it is still told: sign-ins, for example, where the use of mail is missing. */
  readonly partly?: true;
  /** Rows have it only for a while, so many may lose it at once: the use of Copilot within some days. */
  readonly fades?: true;
}

/** The fact of every row that goes with a capability. */
const FACTS: { readonly [Key in Capability]?: Fact } = {
  email: 'email',
  lastActive: 'last-active',
  licenses: 'licenses',
};

/** What rows lost, except what the source said that it cannot get: that is known, and not a sign of a broken read. */
export function lostBeyond(
  lost: { readonly [Key in Fact]?: number },
  withheld: readonly Withheld[],
): { readonly [Key in Fact]?: number } {
  const missing = withheld.filter(
    ({ from, partly, fades }) => from === undefined && (partly !== true || fades === true),
  );
  const known = new Set(missing.map(({ capability }) => FACTS[capability]));
  return Object.fromEntries(Object.entries(lost).filter(([fact]) => !known.has(fact as Fact)));
}

/** Whether some or all of it is kept out of this read, and not only of later ones. */
export function keepsBack(withheld: readonly Withheld[], capability: Capability): boolean {
  return withheld.some((each) => each.capability === capability && each.from === undefined);
}

/** The first reason for each capability. */
export function withheldOnce(all: readonly Withheld[]): readonly Withheld[] {
  return [...new Map(all.toReversed().map((each) => [each.capability, each])).values()].reverse();
}
