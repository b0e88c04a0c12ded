import type { Dated } from '../chat/say/data-origin.ts';
import { rosterName } from '../chat/say/roster-name.ts';
import { dataDay, isOld } from '../domain/data-age.ts';
import type { Day, Instant } from '../domain/day.ts';
import type { FileData } from '../domain/removal/old-data.ts';
import { findSource, type Source } from '../store/sources/sources.ts';
import { type Context, timestamp, today } from './context.ts';

/** The day up to which idle days are counted for data of this moment; see `dataDay`. The files of the demo are as new as the demo. */
export function dayOfData(context: Context, dataAt: Instant | null): Day {
  return dataDay(context.config.demo ? null : dataAt, context.config.timezone, today(context));
}

/** How many days the data of a source may be old; `null` for people added by hand, sources that are retired, and the demo. */
export function maxAgeOf({ config }: Context, { kind, name }: Pick<Source, 'kind' | 'name'>): number | null {
  if (config.demo) return null;
  const entries = kind === 'app' ? config.apps : config.roster;
  return entries.find(({ id }) => id === name)?.maxAge ?? null;
}

export function isOldSource(context: Context, source: Pick<Source, 'kind' | 'name' | 'dataAt'>): boolean {
  const maxAge = maxAgeOf(context, source);
  return maxAge !== null && isOld(source.dataAt, maxAge, timestamp(context));
}

/** How old the data of a source is, where messages must say so; `null` where it is not old. */
export function asOf(context: Context, source: Source): Dated | null {
  return isOldSource(context, source) ? { dataAt: source.dataAt, origin: source.numbers.origin } : null;
}

/** The files that a removal in these apps relies on: their own, and every roster's. The files of the demo are as new as the demo. */
export function filesOf({ config, store }: Context, apps: readonly string[]): readonly FileData[] {
  if (config.demo) return [];
  const used = [
    ...config.apps.filter(({ id }) => apps.includes(id)).map(({ id, name }) => ['app', id, name] as const),
    ...config.roster.map(({ id }) => ['roster', id, rosterName(id)] as const),
  ];
  return used.flatMap(([kind, id, name]) => {
    const source = findSource(store, kind, id);
    const { dataAt = null, numbers } = source ?? {};
    const isFile = numbers?.origin?.file != null;
    return isFile && dataAt !== null ? [{ source: `${kind}:${id}`, name, dataAt }] : [];
  });
}
