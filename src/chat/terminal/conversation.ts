import type { Button } from '../../domain/message.ts';
import { quote } from '../grammar.ts';
import type { Incoming } from '../platform.ts';
import * as words from '../say/chats/terminal.ts';
import { clean } from '../strip-controls.ts';
import { type FormDesk, fillForm } from './fill-form.ts';
import { type Choice, choiceSubject } from './text/choices.ts';

export interface TerminalDesk extends FormDesk {
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
  if (choice === undefined)
    return desk.say(choices.length === 0 ? words.NO_CHOICES : words.noSuchChoice(number, choices.length));
  const { button, about } = choice;
  await desk.say(`[${number}] ${clean(button.label)}  ${about}`);
  if ('command' in button) return echo(button.command, desk);
  if ('form' in button) return fillForm(button.form, desk);
  if (!(await isConfirmed(button, desk))) return desk.say(words.NOTHING_CHANGED);
  await desk.send({ type: 'action', by: desk.by, action: button.action });
}

/** Shows the command behind a choice, so that it can be learnt, and sends it. */
async function echo(text: string, desk: TerminalDesk): Promise<void> {
  await desk.say(words.commandLine(clean(text, 1_000)));
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
  const answer = await desk.ask(words.confirmQuestion(verb));
  return answer?.trim().toLowerCase() === 'yes';
}

/** `known 2 "group alias"` is a command about the account of choice 2. */
async function command(text: string, choices: readonly Choice[], desk: TerminalDesk): Promise<void> {
  const [, verb, number, rest] = /^(known|add|link|snooze)\s+(\d{1,6})(?=\s|$)(.*)$/is.exec(text) ?? [];
  const choice = number === undefined ? undefined : choices[Number(number) - 1];
  if (verb === undefined || choice === undefined) return desk.send({ type: 'command', by: desk.by, text });

  const subject = choiceSubject(choice);
  const isWhole = subject.length === 2 || (subject.length === 1 && verb.toLowerCase() === 'snooze');
  if (!isWhole) return desk.say(words.notAboutOneAccount(number ?? '', verb));
  await echo(`${verb} ${subject.map(quote).join(' ')}${rest}`, desk);
}
