/**
 * Slack's limits, and our own where Slack has none, in UTF-16 units. Slack rejects the whole payload when one of its limits is
 * exceeded. https://docs.slack.dev/reference/block-kit
 */
export const LIMIT = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Over all blocks. Slack documents no number, but rejects from about 11,300 on (`msg_blocks_too_long`, bolt-js #2509). */
  text: 10_000,
  /** Per block, so that clients do not hide part of it behind "see more", which few people open. */
  blockText: 2_400,
  actions: 25,
  /** All buttons of one row or message, with their dialogs. Further ones are only named. */
  buttonsText: 2_000,
  buttonText: 75,
  value: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 150,
  options: 100,
  /** Entries in the menu of a row. */
  menu: 5,
  url: 3_000,
  /** The header row included. */
  tableRows: 100,
  tableColumns: 20,
  /** Slack allows 10,000 over all cells, but the rest of the message needs room too. */
  tableText: 6_000,
  charts: 2,
  chartTitle: 50,
  /** Older clients show 6, newer ones 12. */
  chartSeries: 6,
  chartPoints: 20,
  chartLabel: 20,
  viewTitle: 24,
  metadata: 3_000,
  inputText: 3_000,
  inputLabel: 200,
  errorText: 300,

  /** From here on our own, for looks: longer texts are shortened in the middle. */
  fallback: 600,
  sentence: 600,
  span: 400,
  name: 120,
  label: 80,
  fact: 400,
  note: 600,
  detail: 200,
  /** A table row shown as a line of text. */
  line: 1_000,
  column: 40,
} as const;

/** How long a cell may be: tried in this order until the table fits. */
export const CELL_LIMITS = [160, 100, 60, 40] as const;
