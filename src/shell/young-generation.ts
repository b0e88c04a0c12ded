import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** By default V8 lets it grow to twice 16 MB. A sync would fill that without getting faster. */
const MOST_BYTES = 2 * 8 * 2 ** 20;
/** Every new thread makes V8 forget the setting. */
const LOOK_EVERY_MS = 20;

/** Keeps V8's space for new objects small in a process that syncs and ends; the returned function stops looking after it. */
export function holdYoungGeneration(): () => void {
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young !== undefined && young.space_size >= MOST_BYTES)
      setFlagsFromString('--semi-space-growth-factor=1');
  }, LOOK_EVERY_MS);
  look.unref();
  return () => clearInterval(look);
}
