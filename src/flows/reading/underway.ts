/** The reads under way, by source. A source is read only once at a time, and others who want it wait for the same read. */
export interface Underway<Report> {
  /** The end of the read under way; `null` when there is none. */
  find(source: string): Promise<Report> | null;
  begin(source: string): Turn<Report>;
}

export interface Turn<Report> {
  /** Hands the report to those who wait. */
  done(report: Report): void;
  /** Those who wait fail with the same error; has no effect on a read that is done. */
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
