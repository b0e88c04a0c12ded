import type { ReadStream, WriteStream } from 'node:tty';

/** What the process we run in gives us: its arguments, streams and signals. */
export interface Host {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly user: string;
  /** Calls back when the process is told to stop. */
  onSignal(stop: () => void): void;
}
