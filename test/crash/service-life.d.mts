import type { ChildProcess } from 'node:child_process';
import type { EndState } from './end-state.mjs';

export function prepareService(home: string): Promise<void>;
export function wholeService(home: string): Promise<{ readonly points: number; readonly state: EndState }>;
export function killedService(
  home: string,
  deaths: readonly number[],
): Promise<{ readonly kills: number; readonly ended: number | string; readonly state: EndState | null }>;
/** Starts the service, stops it once `last` has synced, and returns its exit code or the signal that ended it. */
export function serve(
  directory: string,
  at: string,
  env?: Readonly<Record<string, string>>,
  options?: { readonly last?: string; readonly onStart?: (child: ChildProcess) => void },
): Promise<number | string>;
export function stateOf(directory: string, inOrder?: boolean): EndState;
