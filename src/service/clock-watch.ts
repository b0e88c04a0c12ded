/** A difference that no slow timer and no gentle correction of the clock makes. */
const JUMP_MS = 30_000;

/**
 * Notices that the clock was set: compares it with a clock that cannot be set. `look` returns by how many milliseconds the clock
 * has jumped since the last look, `null` when it has not. A machine that slept looks like one whose clock was set forward.
 */
export function watchClock(now: () => Date, elapsed: () => number): { look(): number | null } {
  const offset = () => now().getTime() - elapsed();
  let before = offset();
  return {
    look() {
      const jumped = offset() - before;
      before += jumped;
      return Math.abs(jumped) < JUMP_MS ? null : Math.round(jumped);
    },
  };
}
