/** A rule that an admin accepted, and that seatkeeper.yaml contradicts. */
export interface OverruledRule {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  /** What the file says instead of `to`. */
  readonly written: string;
}

/** What the contradiction means, and what to do. */
export function overruledText({ from, to, by, written }: OverruledRule): string {
  return `seatkeeper.yaml says that ${from} means ${written}. This overrules the rule that ${by} accepted, under which it means ${to}. Change the file, or end the rule: rule end ${from}`;
}
