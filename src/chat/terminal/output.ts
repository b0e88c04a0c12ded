import type { Writable } from 'node:stream';
import { TERMINAL_CLOSED, terminalFailedText } from '../say/chats/terminal.ts';

export type TerminalOutput = { readonly outcome: 'written' | 'refused' | 'unknown'; readonly reason: string };

/** Writes and waits until the text is flushed: `refused` when the reader is gone, `unknown` when it may have been read. */
export async function write(output: Writable, text: string): Promise<TerminalOutput> {
  if (output.destroyed || output.writableEnded) return refused;
  return new Promise((resolve) => {
    output.write(text, (error) => {
      if (error === null || error === undefined) resolve({ outcome: 'written', reason: '' });
      else if (codeOf(error) === 'EPIPE') resolve(refused);
      else
        resolve({
          outcome: 'unknown',
          reason: terminalFailedText(error.message),
        });
    });
  });
}

const refused: TerminalOutput = { outcome: 'refused', reason: TERMINAL_CLOSED };

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}
