/** After this long without another read ending, the ended reads are reported without the others. */
const QUIET_MS = 2000;

/**
 * Waits until every read has ended. Calls `meanwhile` when some have ended and no other has followed for a moment, because the rest is slow.
 * Throws the first error only once all have ended, because a read that goes on would write. `elapsed`: milliseconds by a clock that cannot
 * be set.
 */
export async function everyEnd<T>(
  reads: readonly Promise<T>[],
  meanwhile: () => Promise<void>,
  elapsed: () => number,
): Promise<T[]> {
  let ended = 0;
  let last = elapsed();
  let timer: NodeJS.Timeout | undefined;
  let telling = Promise.resolve();
  const failures: unknown[] = [];

  const tell = () => {
    const left = QUIET_MS - (elapsed() - last);
    if (left > 0) {
      timer = setTimeout(tell, left);
      return;
    }
    telling = telling.then(meanwhile).catch((error: unknown) => void failures.push(error));
  };
  const watched = reads.map(async (read) => {
    try {
      return await read;
    } finally {
      ended++;
      last = elapsed();
      clearTimeout(timer);
      if (ended < reads.length) timer = setTimeout(tell, QUIET_MS);
    }
  });
  const results = await Promise.allSettled(watched);
  clearTimeout(timer);
  await telling;
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  if (failures.length > 0) throw failures[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
