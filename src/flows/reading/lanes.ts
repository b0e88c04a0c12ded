/** How many sources may be read at the same time; the others wait in the order in which they asked. */
export interface Lanes {
  /** Resolves when it is this source's turn, with the function that frees its place. Rejects when `signal` aborts first. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function openLanes(many: number): Lanes {
  const waiting: (() => void)[] = [];
  let free = many;

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (free > 0) free--;
      else
        await new Promise<void>((resolve, reject) => {
          const mine = () => {
            signal.removeEventListener('abort', give);
            resolve();
          };
          const give = () => {
            waiting.splice(waiting.indexOf(mine), 1);
            reject(signal.reason);
          };
          waiting.push(mine);
          signal.addEventListener('abort', give, { once: true });
        });
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
  };
}
