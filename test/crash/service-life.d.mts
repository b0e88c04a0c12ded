import type { EndState } from './end-state.mjs';

export function prepareService(home: string): Promise<void>;
export function wholeService(home: string): Promise<{ readonly points: number; readonly state: EndState }>;
export function killedService(
  home: string,
  deaths: readonly number[],
): Promise<{ readonly kills: number; readonly ended: number | string; readonly state: EndState | null }>;
