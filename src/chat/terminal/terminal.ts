import type { Caller } from '../../domain/caller.ts';
import type { Day } from '../../domain/day.ts';
import type { Message, MessageRef } from '../../domain/message.ts';
import type { ChatPlatform, Delivery } from '../platform.ts';
import * as words from '../say/chats/terminal.ts';
import { clean } from '../strip-controls.ts';
import { answerLine, type TerminalDesk } from './conversation.ts';
import { type TerminalOutput, write } from './output.ts';
import { createPrompt, type Prompt, type Streams } from './prompt.ts';
import { type Choice, choicesOf } from './text/choices.ts';
import { flow } from './text/flow.ts';
import { type Line, paint, styledRun } from './text/line.ts';
import { renderMessage } from './text/render.ts';
import { wrap } from './text/wrap.ts';

export interface TerminalOptions extends Streams {
  /** Called each time something is shown, because windows change their size. */
  columns(): number;
  readonly colour: boolean;
  /** The operating system's user. */
  readonly user: string;
  /** For forms in which an admin types a number of days. */
  today(): Day;
  /** The admin left: `exit`, Ctrl-D or Ctrl-C twice. Not called at the end of piped input. */
  onExit(): void;
}

export interface TerminalPlatform extends ChatPlatform {
  /** Shows the prompt and the typed line again, after something else has written over them. */
  redraw(): void;
}

/**
 * The terminal as a chat platform. On a TTY it is a prompt; otherwise a service that prints its messages and still reads
 * commands line by line from a pipe.
 */
export function createTerminal(options: TerminalOptions): TerminalPlatform {
  const { output, isTTY, colour, user } = options;
  /** A person at the machine Seatkeeper runs on could change its files too, so they may change everything. */
  const by: Caller = { on: 'terminal', id: `terminal:${user}`, name: user, mayChange: true };
  let prompt: Prompt | null = null;
  let state: 'ready' | 'left' | 'stopped' = 'ready';
  let inputEnded = false;
  /** What the numbers mean that were shown. */
  let offered: readonly Choice[] = [];

  // The write that hits a broken pipe reports it; without a listener it would end the process.
  output.on('error', () => {});

  function print(text: string): Promise<TerminalOutput> {
    return prompt === null ? write(output, text) : prompt.print(text);
  }

  /** Answers and arriving messages continue the count, so that a number still means what it meant when it was read. */
  async function show(message: Message): Promise<TerminalOutput> {
    const choices = choicesOf(message);
    if (offered.length + choices.length > MOST_CHOICES) offered = [];
    const first = offered.length + 1;
    offered = [...offered, ...choices];
    // Where nobody can type, as in the log of a service, numbers are noise.
    const shown = inputEnded ? withoutButtons(message) : message;
    return print(`${renderMessage(shown, { width: options.columns(), colour, first }).text}\n\n`);
  }

  async function deliver(message: Message, ref: MessageRef): Promise<Delivery> {
    if (state === 'stopped')
      return { outcome: 'refused', reason: words.TERMINAL_STOPPED, retryAfterMs: null };
    const { outcome, reason } = await show(message);
    switch (outcome) {
      case 'written':
        return { outcome: 'sent', ref };
      case 'refused':
        return { outcome, reason, retryAfterMs: null };
      case 'unknown':
        return { outcome, reason };
      default:
        return outcome satisfies never;
    }
  }

  async function converse(prompt: Prompt, desk: TerminalDesk): Promise<void> {
    for (;;) {
      const line = await prompt.command('seatkeeper> ');
      if (line === null) return;
      if ((await attempt(line, offered, desk)) === 'leave') return leave();
    }
  }

  /** A line that fails is reported, and the next one can be typed. */
  async function attempt(
    line: string,
    choices: readonly Choice[],
    desk: TerminalDesk,
  ): Promise<'stay' | 'leave'> {
    try {
      return await answerLine(line, choices, desk);
    } catch (error) {
      await say(words.failed(clean(error instanceof Error ? error.message : String(error), 500)));
      return 'stay';
    }
  }

  function leave(): void {
    if (state !== 'ready') return;
    state = 'left';
    prompt?.close();
    options.onExit();
  }

  return {
    id: 'terminal',
    async start(bot) {
      prompt = createPrompt(options);
      if (isTTY) await say(words.GREETING);
      const desk: TerminalDesk = {
        by,
        ask: prompt.ask,
        say,
        list,
        show: async (message) => {
          await show(message);
        },
        today: options.today,
        bot,
        send: async (incoming) => {
          const answer = await bot.handle(incoming);
          if (answer !== null) await show(answer);
        },
      };
      void prompt.closed.then(() => {
        inputEnded = true;
        if (isTTY) leave();
      });
      void converse(prompt, desk);
    },
    post: (message, key) => deliver(message, { message: key }),
    // Printed text cannot be edited: a quiet change is seen with the next command.
    update: async (ref, message, { quiet }) =>
      quiet ? { outcome: 'sent', ref } : deliver(asUpdated(message), ref),
    find: async () => 'cannot-tell',
    redraw: () => prompt?.redraw(),
    async stop() {
      state = 'stopped';
      prompt?.close();
    },
  };

  function say(text: string): Promise<void> {
    return printLines(text.split('\n').flatMap((line) => wrap([styledRun(line)], width())));
  }

  function list(items: readonly string[]): Promise<void> {
    const entries = items.map((item) => [styledRun(item)]);
    return printLines(flow(entries, '  ', width()));
  }

  async function printLines(lines: readonly Line[]): Promise<void> {
    await print(`${paint(lines, false)}\n`);
  }

  function width(): number {
    return Math.max(40, options.columns());
  }
}

/** After this many, counting starts again. */
const MOST_CHOICES = 999;

function withoutButtons(message: Message): Message {
  const body = message.body.map((part) => (part.type === 'row' ? { ...part, buttons: [] } : part));
  return { ...message, body, buttons: [] };
}

function asUpdated(message: Message): Message {
  return { ...message, title: `${message.title} (updated)`, summary: `${message.summary} (updated)` };
}
