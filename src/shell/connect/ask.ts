import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { clean } from '../../chat/strip-controls.ts';
import type { Host } from '../../host.ts';

/** Asks at a terminal. Every answer is `null` when the admin ends the input instead (Ctrl-C, Ctrl-D). */
export interface Asker {
  ask(question: string): Promise<string | null>;
  /** The same without showing what is typed or pasted. */
  askHidden(question: string): Promise<string | null>;
  say(text: string): void;
  close(): void;
}

/** Longer than any answer: a key that is pasted by mistake must not fill the screen. */
const LONGEST = 20_000;

export function openAsker({ stdin, stdout }: Pick<Host, 'stdin' | 'stdout'>): Asker {
  let hidden = false;
  let ended = false;
  let answer: ((line: string | null) => void) | null = null;
  // Only what is written between two questions is shown while one is hidden.
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) stdout.write(chunk as Buffer);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output: shown, terminal: true, historySize: 0 });
  const settle = (line: string | null) => {
    const waiting = answer;
    answer = null;
    waiting?.(line);
  };
  lines.on('line', (line) => settle(line.slice(0, LONGEST).trim()));
  lines.on('SIGINT', () => lines.close());
  lines.on('close', () => {
    ended = true;
    settle(null);
  });

  function next(question: string, secret: boolean): Promise<string | null> {
    if (ended) return Promise.resolve(null);
    const found = new Promise<string | null>((resolve) => {
      answer = resolve;
    });
    lines.setPrompt(secret ? '' : question);
    if (secret) stdout.write(question);
    hidden = secret;
    lines.prompt();
    return found.finally(() => {
      if (secret || ended) stdout.write('\n');
      hidden = false;
    });
  }

  return {
    ask: (question) => next(question, false),
    askHidden: (question) => next(question, true),
    say: (text) => stdout.write(`${text.split('\n').map(shownLine).join('\n')}\n`),
    close: () => lines.close(),
  };
}

/** As it is, its indentation included, without what would steer the terminal. */
function shownLine(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return `${indent}${clean(line.slice(indent.length), 4000)}`;
}

/** One of several; the number of the first counts when nothing is typed. `null` when the admin ends the input. */
export async function choose(
  asker: Asker,
  texts: {
    readonly question: string;
    readonly choices: readonly string[];
    readonly ask: string;
    readonly wrong: string;
  },
): Promise<number | null> {
  if (texts.choices.length < 2) return 0;
  asker.say(texts.question);
  for (const [at, choice] of texts.choices.entries()) asker.say(`  [${at + 1}] ${choice}`);
  for (;;) {
    const typed = await asker.ask(texts.ask);
    if (typed === null) return null;
    const at = typed === '' ? 0 : Number(typed) - 1;
    if (texts.choices[at] !== undefined) return at;
    asker.say(texts.wrong);
  }
}

/** Yes unless the admin says no. */
export async function confirm(asker: Asker, question: string): Promise<boolean> {
  const typed = await asker.ask(question);
  return typed !== null && !/^n/i.test(typed);
}
