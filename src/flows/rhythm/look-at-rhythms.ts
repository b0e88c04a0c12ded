import { rosterName } from '../../chat/say/roster-name.ts';
import type { RhythmView } from '../../chat/say/sync/rhythm.ts';
import { dueAt, isSlowed, type Rhythm } from '../../domain/sync/rhythm.ts';
import type { SourceKind } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';
import { lastRead } from './plan-sync.ts';
import { appRhythm, rosterRhythm } from './rhythm-of.ts';

/** The sources that have a rhythm of their own, and those whose vendor asks to be read less often. */
export function lookAtRhythms(context: Context): readonly RhythmView[] {
  const { nextMoment } = context.dependencies;
  const view = (
    source: { readonly kind: SourceKind; readonly id: string; readonly name: string },
    own: number | string | null,
    rhythm: Rhythm,
  ): readonly RhythmView[] => {
    const slowed = isSlowed(rhythm, context.now(), nextMoment);
    if (own === null && !slowed) return [];
    const due = dueAt(rhythm, lastRead(context, new Map(), source.kind, source.id), nextMoment);
    const least = slowed ? rhythm.least : null;
    return [
      { ...source, every: rhythm.every, byDefault: own === null, least, next: due?.toISOString() ?? null },
    ];
  };
  const { apps, roster } = context.config;
  return [
    ...roster.flatMap((config) => {
      const { id, every } = config;
      return view({ kind: 'roster', id, name: rosterName(id) }, every, rosterRhythm(context, config));
    }),
    ...apps.flatMap((app) => {
      const { id, name, every } = app;
      return view({ kind: 'app', id, name }, every, appRhythm(context, app));
    }),
  ];
}
