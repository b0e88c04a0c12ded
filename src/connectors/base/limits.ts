import type { Withheld } from '../../domain/sync/withheld.ts';
import type { PlanLimits } from './connector.ts';
import type { Capability } from './declaration.ts';
import { ConnectorError } from './errors.ts';

type Extent = 'wholly' | 'partly' | 'fading';

/** Collects what one connection cannot get: `check` and `withheld` return it. */
export interface Limits {
  /** Turns a capability off; `partly` if some of it is still told, `fading` if each row has it only for a while. The first reason stays. */
  withhold(capability: Capability, reason: string, extent?: Extent): void;
  /** Reads what may be withheld. If the plan or a right is missing, returns `null` and turns the capability off; throws every other error. */
  unless<T>(capability: Capability, read: () => Promise<T>, extent?: Extent): Promise<T | null>;
  withheld(): PlanLimits;
}

export function openLimits(): Limits {
  const found = new Map<Capability, Withheld>();
  const withhold: Limits['withhold'] = (capability, reason, extent) => {
    const partly = extent === 'partly' || extent === 'fading' ? ({ partly: true } as const) : {};
    const fades = extent === 'fading' ? ({ fades: true } as const) : {};
    if (!found.has(capability)) found.set(capability, { capability, reason, ...partly, ...fades });
  };
  return {
    withhold,
    async unless(capability, read, extent) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.kind !== 'plan' && error.kind !== 'permission') throw error;
        withhold(error.capability ?? capability, error.advice ?? error.message, extent);
        return null;
      }
    },
    withheld: () => [...found.values()],
  };
}
