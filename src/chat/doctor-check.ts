/** One thing `doctor` looked at. */
export interface Examined {
  readonly name: string;
  /** `unsure`: it could not be looked at, or only the admin can tell. */
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  /** What to do about it; `null` when all is well. */
  readonly fix: string | null;
}

export const good = (name: string, found: string): Examined => ({ name, state: 'good', found, fix: null });
export const bad = (name: string, found: string, fix: string): Examined => ({
  name,
  state: 'bad',
  found,
  fix,
});
export const unsure = (name: string, found: string, fix: string): Examined => ({
  name,
  state: 'unsure',
  found,
  fix,
});

const MOST_SKEW_MS = 60_000;
const TIMEOUT_MS = 5000;

/** `skewMs`: how far the clock of `whose` is ahead of ours; `null` when it was not said. */
export function examineClock(whose: string, skewMs: number | null): Examined {
  if (skewMs === null)
    return unsure('clock', `${whose} did not say what time it is`, 'Compare it with a clock you trust.');
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return good('clock', `${seconds} s from ${whose}'s`);
  const found = `${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} ${whose}'s`;
  return bad('clock', found, 'Set it by NTP: beyond 5 minutes every click is refused.');
}

/** Where `whose` servers call us, at `path` below the address that the admin set. */
export async function examineAddress(
  whose: string,
  baseUrl: string | null,
  { path, used }: { readonly path: string; readonly used: string },
): Promise<Examined> {
  if (baseUrl === null)
    return unsure(
      'address',
      'BASE_URL is not set',
      `Set BASE_URL to the https address ${whose} reaches this machine at, and use it ${used}.`,
    );
  if (!baseUrl.startsWith('https:'))
    return bad('address', `${baseUrl} is not https`, `${whose} calls https addresses only.`);
  const url = `${baseUrl}/healthz`;
  const fix = `Start the service, and let ${baseUrl}${path} lead to its PORT. From inside your network the address may not be reachable although ${whose} reaches it.`;
  try {
    const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return status === 200
      ? good('address', `${url} answers`)
      : unsure('address', `${url} answers ${status}`, fix);
  } catch {
    return unsure('address', `${url} does not answer`, fix);
  }
}
