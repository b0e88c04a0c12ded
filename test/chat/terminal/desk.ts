import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Bot, Incoming } from '../../../src/chat/platform.ts';
import { createTerminal, type TerminalOptions } from '../../../src/chat/terminal/terminal.ts';
import { botThat } from '../bot.ts';
import type { Handle } from '../platform-contract.ts';

const ESC = '\u001b';
/** The sequences that readline and the prompt draw themselves. */
export const DRAWING = new RegExp(`${ESC}\\[(?:\\d+G|0?J|\\d+A)`, 'g');
/** The styles of our own text. */
export const COLOUR = new RegExp(`${ESC}\\[(?:0|[1-9]\\d?(?:;[1-9]\\d?)*)m`, 'g');

/** A terminal with real streams: what is typed goes in, what is shown comes out. */
export async function sitDown(
  handle: Handle,
  changes: Partial<TerminalOptions> = {},
  bot: Partial<Bot> = {},
) {
  const input = new PassThrough();
  const output = new PassThrough();
  let raw = '';
  let busy = 0;
  let exits = 0;
  output.setEncoding('utf8').on('data', (text: string) => {
    raw += text;
  });
  const platform = createTerminal({
    input,
    output,
    isTTY: true,
    columns: () => 100,
    colour: false,
    user: 'kim',
    today: () => '2026-04-01',
    onExit: () => {
      exits++;
    },
    ...changes,
  });
  await platform.start(
    botThat(async (incoming) => {
      busy++;
      try {
        return await handle(incoming);
      } finally {
        busy--;
      }
    }, bot),
  );

  /** Waits until nothing more happens. */
  async function settle(): Promise<void> {
    let before = '';
    do {
      before = raw;
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    } while (raw !== before || busy > 0);
  }

  async function keys(text: string): Promise<void> {
    input.write(text);
    await settle();
  }

  await settle();
  return {
    platform,
    input,
    output,
    settle,
    keys,
    /** Types each line and waits for its effect. */
    async lines(...lines: readonly string[]): Promise<void> {
      for (const line of lines) await keys(`${line}\r`);
    },
    raw: () => raw,
    seen: () => stripVTControlCharacters(raw).replaceAll('\r', ''),
    exits: () => exits,
    leave: () => platform.stop(),
  };
}

/** A handler that records the messages it gets and does not answer. */
export function listener() {
  const heard: Incoming[] = [];
  const handle: Handle = async (incoming) => {
    heard.push(incoming);
    return null;
  };
  return {
    heard,
    handle,
    texts: () => heard.map((incoming) => (incoming.type === 'command' ? incoming.text : incoming.type)),
  };
}
