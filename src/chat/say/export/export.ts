import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { count, joined } from '../words.ts';
import { NO_FILTER } from './about.ts';
import { type DataAge, dataAgeText } from './data-age.ts';

/** A file that was written. */
export interface ExportView {
  readonly what: string;
  readonly filter: string | null;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly ages: readonly DataAge[];
  /** Cells that were shortened because Excel cannot hold them. */
  readonly cut: number;
  readonly place: /** `about`: the file beside a CSV that tells what it is; `null` when that is inside the file. */
    | { readonly at: 'disk'; readonly file: string; readonly about: string | null }
    /** Sent to the person who asked, or offered to them: they must accept it first. */
    | { readonly at: 'chat'; readonly name: string; readonly offered: boolean };
  readonly now: Instant;
  readonly timezone: string;
}

export function exportMessage(view: ExportView): Message {
  const { what, filter, rows, columns, ages, cut, place, timezone } = view;
  const summary = `${what}: ${count(rows, 'row')} ${placeText(place)}`;
  const facts = [
    { label: 'filter', value: filter ?? NO_FILTER },
    ...ages.map((age) => ({ label: `data of ${age.name}`, value: dataAgeText(age, timezone) })),
    { label: 'columns', value: joined(columns) },
    ...(place.at === 'chat' ? [] : [{ label: 'about this export', value: place.about ?? 'sheet About' }]),
  ];
  return {
    summary,
    title: summary,
    body: [
      { type: 'facts', facts },
      ...(cut === 0 ? [] : [{ type: 'note', text: shortenedText(cut) } as const]),
    ],
    buttons: [],
  };
}

function placeText(place: ExportView['place']): string {
  if (place.at === 'disk') return `written to ${place.file}.`;
  return place.offered
    ? `in ${place.name}. Press Allow on its card within an hour to save it in your OneDrive.`
    : `sent to you as ${place.name}.`;
}

function shortenedText(cells: number): string {
  const were = cells === 1 ? 'was' : 'were';
  return `${count(cells, 'cell')} ${were} longer than the 32,767 characters of an Excel cell and ${were} shortened. format:csv keeps the full text.`;
}
