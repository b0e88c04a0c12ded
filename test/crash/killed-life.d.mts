import type { EndState } from './end-state.mjs';
import type { Vendors } from './vendors/vendor-server.mjs';

export interface WholeLife {
  readonly points: number;
  /** The points right before and after a line in the notebook. */
  readonly posts: readonly number[];
  /** The point at which each step begins. */
  readonly steps: readonly number[];
  /** Where the HTTP servers are, for the days with some. */
  readonly origins?: readonly string[] | undefined;
  /** Where it was played. */
  readonly directory: string;
  readonly state: EndState;
}

export function wholeLife(home: string, origins?: readonly string[]): Promise<WholeLife>;
export function killedLife(
  home: string,
  deaths: readonly number[],
  whole: Pick<WholeLife, 'state' | 'origins'>,
): Promise<string | null>;
export function killedAtRequests(
  home: string,
  deaths: readonly { readonly request: number; readonly signal: 'SIGKILL' | 'SIGTERM' }[],
  whole: Pick<WholeLife, 'state'> & { readonly vendors: Vendors },
): Promise<{ readonly harm: string | null; readonly under: readonly number[] }>;
export function endingOf(ended: {
  readonly code: number | null;
  readonly signal: string | null;
  readonly complaint: string;
}): number | string;
