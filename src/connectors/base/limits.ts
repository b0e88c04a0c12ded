import type { PlanLimits } from './connector.ts';
import type { Capability } from './declaration.ts';
import { ConnectorError } from './errors.ts';

/** What one connection finds that it does not get: `check` and `withheld` return it. */
export interface Limits {
  /** Turns a capability off. The first reason stays. */
  withhold(capability: Capability, reason: string): void;
  /** Reads what may be withheld: `null`, and the capability off, where the plan or a right is missing; every other error is thrown. */
  unless<T>(capability: Capability, read: () => Promise<T>): Promise<T | null>;
  withheld(): PlanLimits;
}

export function openLimits(): Limits {
  const reasons = new Map<Capability, string>();
  const withhold = (capability: Capability, reason: string) => {
    if (!reasons.has(capability)) reasons.set(capability, reason);
  };
  return {
    withhold,
    async unless(capability, read) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.kind !== 'plan' && error.kind !== 'permission') throw error;
        withhold(error.capability ?? capability, error.advice ?? error.message);
        return null;
      }
    },
    withheld: () => [...reasons].map(([capability, reason]) => ({ capability, reason })),
  };
}
