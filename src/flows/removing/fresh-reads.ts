import { isFresh } from '../../domain/removal/fresh-enough.ts';
import { findSource } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { isOldSource } from '../data-age.ts';

/** A source that must be read again before a step. */
export interface StaleSource {
  readonly name: string;
  readonly dataAt: string | null;
}

/** The sources that a step in this app rests on and that were not read completely in the last 30 minutes: the app and every roster. */
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
