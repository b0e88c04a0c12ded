import { agoText, momentText } from '../../chat/say/words.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Note } from '../../export/sheet.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import { type Health, healthOf, lookAtRosters } from '../../flows/overview/look-at-apps.ts';
import type { ExportSheet } from './sheet.ts';

/** How old the data of one source is. */
export interface DataAge {
  readonly kind: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly dataAt: string | null;
  readonly state: Health['state'];
}

export function dataAges(context: Context, { apps, people }: ExportSheet): readonly DataAge[] {
  const ofApps = apps.map(({ config, source }) => ({
    kind: 'app' as const,
    id: config.id,
    name: config.name,
    dataAt: source.dataAt,
    state: healthOf(context, source).state,
  }));
  const ofRoster = lookAtRosters(context).map(({ id, source, health }) => ({
    kind: 'roster' as const,
    id,
    name: `Roster ${id}`,
    dataAt: source?.dataAt ?? null,
    state: health.state,
  }));
  return [...ofApps, ...(people ? ofRoster : [])];
}

/** What somebody must know who gets only the file. */
export function exportNotes(
  context: Context,
  sheet: ExportSheet,
  ages: readonly DataAge[],
  by: Caller,
): readonly Note[] {
  const { timezone, organisation } = context.config;
  const now = timestamp(context);
  return [
    { label: 'Organisation', value: organisation },
    { label: 'What', value: sheet.what },
    { label: 'Filter', value: sheet.filter ?? 'none: everything' },
    ...(sheet.notes ?? []),
    ...ages.map((age) => ({ label: `Data of ${age.name}`, value: ageText(age, timezone, now) })),
    { label: 'Exported', value: `${momentText(now, timezone, '')} (${timezone}) by ${by.name}` },
    { label: 'Times in the table', value: 'UTC' },
  ];
}

/** `read 2 Mar 2026 10:00 (Europe/Berlin), 12 min ago, complete` */
export function ageText({ dataAt, state }: DataAge, timezone: string, now: string): string {
  if (dataAt === null) return 'not read yet';
  const read = `read ${momentText(dataAt, timezone, '')} (${timezone}), ${agoText(dataAt, now)}`;
  switch (state) {
    case 'good':
      return `${read}, complete`;
    case 'held':
      return `${read}; the last good data, because a later read is held`;
    case 'failed':
      return `${read}; the last good data, because a later read failed`;
    case 'never-read':
      return read;
    case 'retiring':
      return `${read}; not in seatkeeper.yaml any more`;
    default:
      return state satisfies never;
  }
}
