import type { Caller } from '../../domain/caller.ts';
import type { Button } from '../../domain/message.ts';
import { quote } from '../grammar.ts';
import type { Incoming } from '../platform.ts';
import { clean } from '../strip-controls.ts';
import { type Choice, choiceSubject } from './choices.ts';
import { fillForm, type Talk } from './forms.ts';

export interface TerminalDesk extends Talk {
  readonly by: Caller;
  /** Hands over what the admin asked for and shows the answer. */
  send(incoming: Incoming): Promise<void>;
}

/** Carries out one line: a command, the number of one of `choices`, or `exit`. */
export async function answerLine(
  line: string,
  choices: readonly Choice[],
  desk: TerminalDesk,
): Promise<'stay' | 'leave'> {
  const typed = line.trim();
  const text = typed.replace(/^(?:\/seats|@?seatkeeper)(?=\s|$)\s*/i, '');
  const number = /^\[?(\d{1,6})\]?$/.exec(text)?.[1];
  if (typed === '') return 'stay';
  if (/^(?:exit|quit)$/i.test(text)) return 'leave';
  if (number !== undefined) await press(Number(number), choices, desk);
  else await command(text === '' ? 'help' : text, choices, desk);
  return 'stay';
}

async function press(number: number, choices: readonly Choice[], desk: TerminalDesk): Promise<void> {
  const choice = choices[number - 1];
  if (choice === undefined) return desk.say(noSuchChoice(number, choices));
  const { button, about } = choice;
  await desk.say(`[${number}] ${clean(button.label)}  ${about}`);
  if ('command' in button) return echo(button.command, desk);
  if ('form' in button) {
    const filled = await fillForm(button.form, desk);
    return filled === null ? desk.say('Nothing changed.') : echo(filled, desk);
  }
  if (!(await isConfirmed(button, desk))) return desk.say('Nothing changed.');
  await desk.send({ type: 'action', by: desk.by, action: button.action });
}

function noSuchChoice(number: number, choices: readonly Choice[]): string {
  if (choices.length === 0) return 'There is nothing to choose yet. Type `help` to see what you can ask.';
  return `There is no choice ${number}. The last message offers 1 to ${choices.length}.`;
}

/** Shows the command a choice stands for, so that it can be learnt. */
async function echo(text: string, desk: TerminalDesk): Promise<void> {
  await desk.say(`› ${clean(text, 1_000)}`);
  await desk.send({ type: 'command', by: desk.by, text });
}

async function isConfirmed(
  button: Extract<Button, { action: unknown }>,
  desk: TerminalDesk,
): Promise<boolean> {
  if (button.confirm === undefined) return true;
  const { title, text, yes } = button.confirm;
  await desk.say(`${clean(title)}\n${clean(text, 1_000)}`);
  const verb = clean(yes, 80).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  const answer = await desk.ask(`Type yes to ${verb}: `);
  return answer?.trim().toLowerCase() === 'yes';
}

/** `known 2 "group alias"` is about the account of choice 2. */
async function command(text: string, choices: readonly Choice[], desk: TerminalDesk): Promise<void> {
  const [, verb, number, rest] =
    /^(known|add|link|snooze|remove)\s+(\d{1,6})(?=\s|$)(.*)$/is.exec(text) ?? [];
  const choice = number === undefined ? undefined : choices[Number(number) - 1];
  if (verb === undefined || choice === undefined) return desk.send({ type: 'command', by: desk.by, text });

  const subject = choiceSubject(choice);
  const isWhole = subject.length === 2 || (subject.length === 1 && verb.toLowerCase() === 'snooze');
  if (!isWhole)
    return desk.say(`Choice ${number} is not about one account. Say \`${verb} <app> <account>\` instead.`);
  await echo(`${verb} ${subject.map(quote).join(' ')}${rest}`, desk);
}
