import type { Left, Usage } from '../../domain/sync/usage.ts';

/** Counts for all clients of one connection. */
export interface Meter {
  sent(): void;
  left(left: Left): void;
  usage(): Usage;
}

export function openMeter(): Meter {
  let requests = 0;
  const left = new Map<string, Left>();
  return {
    sent: () => {
      requests++;
    },
    left: (said) => {
      // A host has several limits: one per path, or a separate one for GraphQL.
      left.set(`${said.host} ${said.limit}`, said);
    },
    usage: () => ({ requests, left: [...left.values()] }),
  };
}
