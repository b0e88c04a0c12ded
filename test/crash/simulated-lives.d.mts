import type { WholeLife } from './killed-life.mjs';

export function simulatedPoints(life: Pick<WholeLife, 'points' | 'steps' | 'origins'>): readonly number[];
export function simulateKills(
  home: string,
  kills: { readonly points: readonly number[]; readonly vendors?: boolean; readonly toTheEnd?: number },
  onEnd: (life: { readonly point: number; readonly harm: string | null; readonly same: boolean }) => void,
): Promise<void>;
