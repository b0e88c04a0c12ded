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

/** What a card may hold, and what of it comes back. Bytes are UTF-8 of the JSON. */
export const BUDGET = {
  /** Teams takes 28 to 100 KB, depending on whom one asks: 25 KB goes through everywhere. */
  card: 25_000,
  /** What a button sends back is never cut: it either fits or the button is left out. */
  data: 2_000,
  /** The buttons of one row, and those below the card. */
  buttons: 5_000,
  /** Small print that stands on every page. */
  notes: 3_000,
  /** A longer command than this is not asked again for its next page. */
  command: 500,
} as const;

/** How many of a thing; the rest is said in words. */
export const COUNT = {
  /** Teams shows at most six buttons beside each other and silently leaves out the others. */
  buttonsAbreast: 6,
  columns: 10,
  spans: 16,
  /** Rows of a table on one card, bytes permitting: more is no screenful. */
  rows: 25,
  points: 20,
  /** More curves than this the chart refuses. */
  series: 4,
  choices: 100,
  /** Teams shows no more of them in a search. */
  people: 15,
} as const;

/** Longer than this a value from outside is not put into a field: it would come back cut. */
export const INPUT_LENGTH = 500;

/** Bytes of this as UTF-8 JSON. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
