import type { WholeLife } from './killed-life.mjs';

export function simulatedPoints(life: Pick<WholeLife, 'points' | 'steps'>): readonly number[];
export function simulateKills(
  home: string,
  points: readonly number[],
  onEnd: (life: { readonly point: number; readonly harm: string | null }) => void,
): Promise<void>;
