import type { DataAge } from '../../chat/say/export/data-age.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import type { Context } from '../../flows/context.ts';
import { healthOf, lookAtRosters } from '../../flows/overview/look-at-apps.ts';
import type { ExportSheet } from './sheet.ts';

/** How old the data in a sheet is, by source. */
export function dataAges(context: Context, { apps, people }: ExportSheet): readonly DataAge[] {
  const ofApps = apps.map(({ config, source }) => ({
    kind: 'app' as const,
    id: config.id,
    name: config.name,
    dataAt: source.dataAt,
    origin: source.numbers.origin,
    state: healthOf(context, source).state,
  }));
  const ofRoster = lookAtRosters(context).map(({ id, source, health }) => ({
    kind: 'roster' as const,
    id,
    name: rosterName(id),
    dataAt: source?.dataAt ?? null,
    origin: source?.numbers.origin ?? null,
    state: health.state,
  }));
  return [...ofApps, ...(people ? ofRoster : [])];
}
