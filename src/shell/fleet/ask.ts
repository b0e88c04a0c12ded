import type { FleetProblem } from '../../chat/say/operate/fleet.ts';
import { ServiceStatus } from '../../domain/watching/service-status.ts';
import type { Target } from './targets.ts';

/** What one organisation answered. */
export type Asked = { readonly name: string; readonly url: string | null } & (
  | { readonly status: ServiceStatus; readonly problem: null }
  | { readonly status: null; readonly problem: FleetProblem }
);

export interface AskOptions {
  readonly fetch: typeof fetch;
  /** How long one may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Far more than any status has. */
const MOST_BYTES = 2_000_000;
/** How many are asked at the same time. */
const AT_ONCE = 16;

/** Asks all, and returns their answers in the same order. Never rejects: what went wrong with one is its answer. */
export async function askFleet(targets: readonly Target[], options: AskOptions): Promise<readonly Asked[]> {
  const answers: Asked[] = [];
  let next = 0;
  async function askInTurn(): Promise<void> {
    for (let at = next++; at < targets.length; at = next++) {
      const target = targets[at];
      if (target !== undefined) answers[at] = await askOne(target, options);
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, targets.length) }, askInTurn));
  return answers;
}

async function askOne(target: Target, { fetch, timeoutMs }: AskOptions): Promise<Asked> {
  if (target.problem !== null) return { name: target.name, url: null, status: null, problem: target.problem };
  const { name, url, token } = target;
  const failed = (problem: FleetProblem): Asked => ({ name, url: url.href, status: null, problem });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    // The token goes where the admin said, and nowhere else.
    const response = await fetch(url.href, { headers, signal, redirect: 'manual' });
    if (response.status !== 200) {
      await response.body?.cancel();
      return failed({ kind: 'answer', status: response.status });
    }
    const read = ServiceStatus.safeParse(JSON.parse(await bodyOf(response)));
    return read.success
      ? { name, url: url.href, status: read.data, problem: null }
      : failed({ kind: 'no-status' });
  } catch (error) {
    if (signal.aborted) return failed({ kind: 'timeout', seconds: timeoutMs / 1000 });
    if (error instanceof SyntaxError || error instanceof RangeError) return failed({ kind: 'no-status' });
    return failed({ kind: 'unreachable', code: codeIn(error) });
  }
}

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new RangeError('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The system's code of what went wrong, at the bottom of the causes. */
function codeIn(error: unknown): string {
  let [at, code] = [error, 'unknown'];
  for (let depth = 0; at instanceof Error && depth < 5; depth++, at = at.cause)
    if ('code' in at && typeof at.code === 'string') code = at.code;
  return code;
}
