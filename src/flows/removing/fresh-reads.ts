import { isFresh } from '../../domain/removal/fresh-enough.ts';
import { type FileData, olderThanConfirmed } from '../../domain/removal/old-data.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { findSource } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { filesOf, isOldSource } from '../data-age.ts';

/** The file whose data is older than was confirmed with the plan; `null` for none. An undo does not rely on files. */
export function olderThanPlanned(
  context: Context,
  { config }: App,
  { plan, oldFiles }: { readonly plan: StoredPlan; readonly oldFiles: readonly FileData[] },
): FileData | null {
  if (plan.scope === 'undo') return null;
  const confirmed = { files: oldFiles, at: plan.requestedAt };
  return olderThanConfirmed(filesOf(context, [config.id]), confirmed, timestamp(context));
}

/** A source that must be read again before a step. */
export interface StaleSource {
  readonly name: string;
  readonly dataAt: string | null;
}

/** The sources that a step in this app relies on (the app and every roster) and that were not read completely in the last 30 minutes. */
export function staleSources(context: Context, { config }: App): readonly StaleSource[] {
  const used = [
    ['app', config.id, config.name] as const,
    ...context.config.roster.map(({ id }) => ['roster', id, id] as const),
  ];
  return used.flatMap(([kind, id, name]) => {
    const source = findSource(context.store, kind, id);
    const readAt = source === null || source.sealedRun === 0 ? null : (source.numbers.origin?.readAt ?? null);
    const old = source !== null && isOldSource(context, source);
    return isFresh({ readAt, old }, timestamp(context)) ? [] : [{ name, dataAt: source?.dataAt ?? null }];
  });
}
