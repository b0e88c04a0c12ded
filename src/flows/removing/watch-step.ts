import type { OperationReason } from '../../domain/removal/operation.ts';
import { inside } from '../../domain/watching/observer.ts';
import { operationById, type StoredOperation } from '../../store/removal/operations.ts';
import type { App, Context } from '../context.ts';

/** Works on a step and tells the observer about it. */
export async function watchStep<T>(
  { store, dependencies }: Context,
  { config }: App,
  { id, plan, way, state }: StoredOperation,
  work: () => Promise<T>,
): Promise<T> {
  const watched = dependencies.observer?.removing?.({
    app: config.id,
    vendor: config.connector,
    way,
    plan,
    operation: id,
    work: state === 'in-doubt' ? 'look-again' : 'carry-out',
  });
  if (watched === undefined) return await work();
  try {
    const came = await inside(watched, work);
    const after = operationById(store, id);
    watched.end(after === null ? null : { state: after.state, problem: codeOf(after.reason) });
    return came;
  } catch (error) {
    watched.end(null);
    throw error;
  }
}

function codeOf(reason: OperationReason | null): string | null {
  return reason?.kind === 'refused' ? reason.code : (reason?.kind ?? null);
}
