import type { EndState } from './end-state.mjs';

export interface WholeLife {
  readonly points: number;
  /** The points right before and after a line in the notebook. */
  readonly posts: readonly number[];
  /** The point at which each step begins. */
  readonly steps: readonly number[];
  readonly state: EndState;
}

export function wholeLife(home: string): Promise<WholeLife>;
export function killedLife(home: string, deaths: readonly number[], whole: EndState): Promise<string | null>;
