/** How much of one text is shown before its middle is left out, in UTF-16 units. Cosmetic. */
export const LIMIT = {
  summary: 300,
  title: 400,
  span: 400,
  /** All spans of one line together, with the addresses their links lead to. */
  line: 800,
  label: 80,
  column: 40,
  fact: 400,
  cell: 100,
  note: 800,
  detail: 200,
  button: 60,
  confirm: 600,
  hint: 300,
  error: 300,
  choice: 120,
  chartTitle: 120,
  legend: 40,
  point: 12,
} as const;

/** How large a card and its parts may be, in bytes of UTF-8 JSON. */
export const BUDGET = {
  /** The documented limit is between 28 and 100 KB, depending on the page: 25 KB is accepted everywhere. */
  card: 25_000,
  /** The data of a button is never cut: it either fits or the button is left out. */
  data: 2_000,
  /** The buttons of one row, and those below the card. */
  buttons: 5_000,
  /** Notes that are on every page. */
  notes: 3_000,
  /** A longer command than this is not asked again for its next page. */
  command: 500,
} as const;

/** How many of each are shown; the rest is counted in words. */
export const COUNT = {
  /** Teams shows at most six buttons side by side and silently leaves out the others. */
  buttonsAbreast: 6,
  columns: 10,
  spans: 16,
  /** Rows of a table on one card, if the bytes allow it: more would not fit on a screen. */
  rows: 25,
  points: 20,
  /** A chart cannot have more lines than this. */
  series: 4,
  choices: 100,
  /** Teams shows no more people than this in a search. */
  people: 15,
} as const;

/** A value from outside that is longer than this is not put into a field, because it would come back cut. */
export const INPUT_LENGTH = 500;

/** Bytes of this as UTF-8 JSON. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
