import type { ReadStream, WriteStream } from 'node:tty';

/** The process we run in: its arguments, streams and signals. */
export interface Host {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly user: string;
  /** Calls back when the process is asked to stop. */
  onSignal(stop: () => void): void;
}
