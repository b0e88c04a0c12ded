/** The reads under way, by source: each source is read by one of them at a time, and others who want it wait for the same one. */
export interface Underway<Report> {
  /** The end of the read under way; `null` when there is none. */
  find(source: string): Promise<Report> | null;
  begin(source: string): Turn<Report>;
}

export interface Turn<Report> {
  /** Those who wait are handed the report. */
  done(report: Report): void;
  /** Those who wait fail with it too; of no effect on a read that is done. */
  failed(error: unknown): void;
}

export function openUnderway<Report>(): Underway<Report> {
  const reads = new Map<string, Promise<Report>>();
  return {
    find: (source) => reads.get(source) ?? null,
    begin(source) {
      let settle: Turn<Report> | null = null;
      const read = new Promise<Report>((done, failed) => {
        settle = { done, failed };
      });
      // Often nobody waits for it.
      read.catch(() => {});
      reads.set(source, read);
      const end = (how: (turn: Turn<Report>) => void) => {
        if (settle === null) return;
        if (reads.get(source) === read) reads.delete(source);
        how(settle);
        settle = null;
      };
      return {
        done: (report) => end((turn) => turn.done(report)),
        failed: (error) => end((turn) => turn.failed(error)),
      };
    },
  };
}
