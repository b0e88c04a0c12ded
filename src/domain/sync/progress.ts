/** How far one source has been read. */
export interface SyncStep {
  readonly name: string;
  readonly rows: number;
  /** What the rows are. */
  readonly what: 'accounts' | 'people';
  readonly pages: number;
  /** This read has ended, well or not. */
  readonly ended?: boolean;
}
