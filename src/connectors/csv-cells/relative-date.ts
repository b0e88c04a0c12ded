import { addDays, type Day } from '../../domain/day.ts';
import { foldedWord } from './cell.ts';

/** The day that a file's relative dates count back from. */
export interface AsOf {
  readonly day: Day;
  /** The first such date that was read, for a note. */
  told?: string;
}

const ABOUT =
  '(?:(?:about|around|over|almost|more than|~|>|etwa|ca\\.?|uber|mehr als|environ|plus de|mas de|circa|oltre|piu di|cerca de|mais de|ongeveer|meer dan|okolo|ponad) ?)?';
const COUNT = '(\\d{1,4}|an?|one|ein(?:e[mrn]?)?|une?|una|uma?|un|een)?\\+?';
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?|sekund\w*|secondes?|seconden|segundos?|second[oi])$/, 0],
  [/^(?:mins?|minut\w*)$/, 0],
  [/^(?:h(?:ours?|rs?|eures?|oras?)?|stunden?|or[ae]|uur|uren|godzin\w*)$/, 0],
  [/^(?:d|days?|tag\w*|jours?|dias?|giorn[oi]|dag(?:en)?|dni|dzien)$/, 1],
  [/^(?:w|wks?|weeks?|woche\w*|semain\w*|semanas?|settiman[ae]|weken|tydzien|tygodni\w*)$/, 7],
  [/^(?:mo|months?|monat\w*|mois|mes(?:es)?|mes[ei]|maand(?:en)?|miesi\w*)$/, 30],
  [/^(?:y|yrs?|years?|jahr\w*|ans?|annees?|anos?|ann[oi]|jaar|jaren|rok|lata?)$/, 365],
];
const FORMS: readonly RegExp[] = [
  new RegExp(`^${ABOUT}${COUNT} ?([a-z]+) (?:ago|fa|geleden|temu|atras)$`),
  new RegExp(`^(?:vor|il y a|hace|ha) ${ABOUT}${COUNT} ?([a-z]+)$`),
];
const NAMED: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:today|just now|right now|heute|gerade eben|aujourd'?hui|hoy|oggi|hoje|vandaag|dzis|dzisiaj)(?:[ ,].*)?$/,
    0,
  ],
  [/^(?:yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj)(?:[ ,].*)?$/, 1],
  [/^(?:last week|letzte woche)$/, 7],
  [/^(?:last month|letzten monat)$/, 30],
];

/** `3 days ago`, `vor 2 Monaten`, `il y a 3 jours`, `Gestern`, as a day; `null` for anything else. A month counts 30 days, so no day is too early. */
export function relativeDay(text: string, { day }: Pick<AsOf, 'day'>): Day | null {
  const said = foldedWord(text.trim()).replace(/’/g, "'").replace(/\s+/g, ' ');
  const named = NAMED.find(([words]) => words.test(said));
  if (named !== undefined) return addDays(day, -named[1]);
  for (const form of FORMS) {
    const [, count, unit = ''] = form.exec(said) ?? [];
    const days = UNITS.find(([words]) => words.test(unit))?.[1];
    if (days !== undefined) return addDays(day, -days * (/^\d/.test(count ?? '') ? Number(count) : 1));
  }
  return null;
}
