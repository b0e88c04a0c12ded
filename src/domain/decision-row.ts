/** The columns of a file in which an admin wrote decisions about accounts. */
const DECISION_FIELDS = ['app', 'account', 'person', 'known', 'reason', 'until'] as const;
export type DecisionField = (typeof DECISION_FIELDS)[number];

/** One row as it was written: empty where the file has no such column. */
export interface DecisionRow extends Readonly<Record<DecisionField, string>> {
  /** The line in the file. */
  readonly line: number;
  /** What is wrong with the row as such. */
  readonly problem: string | null;
}
