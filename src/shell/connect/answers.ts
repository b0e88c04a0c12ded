import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CANNOT_READ_FILE, IS_NEEDED, questionText } from '../../chat/say/connect/conversation.ts';
import type { Question, Way } from '../../connectors/ways/ways.ts';
import type { Asker } from './ask.ts';

/** What the admin answered, by setting. Secrets hold their value, never the path that was typed. */
export type Answers = Readonly<Record<string, string>>;

export const isSecret = ({ kind }: Question): boolean => kind !== undefined;

/** Asks the questions of a way; `before` holds earlier answers, which Enter keeps. `null` when the admin ends the input. */
export async function askAll(
  asker: Asker,
  { questions }: Way,
  { before, cwd }: { readonly before: Answers; readonly cwd: string },
): Promise<Answers | null> {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const answer = await askOne(asker, question, before[question.key] ?? null, cwd);
    if (answer === null) return null;
    if (answer !== '') answers[question.key] = answer;
  }
  return answers;
}

async function askOne(
  asker: Asker,
  question: Question,
  before: string | null,
  cwd: string,
): Promise<string | null> {
  const hidden = question.kind === 'secret';
  // A secret that was typed before is not shown either.
  const text = questionText(question, hidden, before === null ? null : isSecret(question) ? '…' : before);
  for (;;) {
    const typed = await (hidden ? asker.askHidden(text) : asker.ask(text));
    if (typed === null) return null;
    if (typed === '') {
      if (before !== null || question.optional === true) return before ?? '';
      asker.say(IS_NEEDED);
      continue;
    }
    if (question.kind !== 'secret-file') return typed;
    const content = contentOf(resolve(cwd, typed));
    if (content !== null) return content;
    asker.say(`${CANNOT_READ_FILE}: ${typed}`);
  }
}

/** A key as one line of an environment file can hold it: JSON without its line ends. `null` when the file cannot be read. */
function contentOf(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
