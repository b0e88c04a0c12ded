import { ConnectorError } from '../../connectors/base/errors.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import type { Withheld } from '../../domain/sync/withheld.ts';

/** What a connection says about the read that was made with it. */
interface Telling {
  usage?(): Usage;
  withheld?(): readonly Withheld[];
}

/** The requests of a read, and what it did not get, for its counts. `besides`: what else is missing, known only to the caller. */
export function toldOf(
  connection: Telling,
  besides: readonly Withheld[] = [],
): { readonly usage?: Usage; readonly withheld?: readonly Withheld[] } {
  const usage = connection.usage?.();
  const withheld = [...(connection.withheld?.() ?? []), ...besides];
  return {
    ...(usage === undefined || usage.requests === 0 ? {} : { usage }),
    ...(withheld.length === 0 ? {} : { withheld }),
  };
}

/** What an error withholds, where a plan or a right is missing; `null` for every other error. */
export function withheldBy(error: unknown, capability: Withheld['capability']): Withheld | null {
  if (!(error instanceof ConnectorError)) return null;
  if (error.kind !== 'plan' && error.kind !== 'permission') return null;
  return { capability: error.capability ?? capability, reason: error.advice ?? error.message };
}
