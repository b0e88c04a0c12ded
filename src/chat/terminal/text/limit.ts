/** How much of one text is shown before its middle is left out, in UTF-16 units. Cosmetic. */
export const LIMIT = {
  title: 400,
  span: 600,
  url: 2_000,
  label: 80,
  fact: 400,
  cell: 120,
  note: 800,
  detail: 200,
  button: 80,
} as const;
