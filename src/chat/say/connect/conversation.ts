import type { Capability, Withheld } from '../../../domain/sync/withheld.ts';
import { capabilityText, withheldText } from '../sync/withheld.ts';
import { joined } from '../words.ts';

/* What `connect` says and asks in a terminal. */

export const CONNECT_NEEDS_CONFIG =
  'There is no seatkeeper.yaml here to write to. Write one with organisation, domains and timezone first (docs/configuration.md), or name yours with --config.';
export const NOTHING_WRITTEN = 'Nothing was written.';
export const TRYING = 'Trying it …';
export const AS_WHAT = 'As an app (who has an account there) or as your roster (who works here)?';
export const AS_CHOICES = ['as an app', 'as your roster'] as const;
export const WHICH_WAY = 'How is it connected?';
const HIDDEN_NOTE = 'it is not shown while you type';
export const AGAIN = 'Change the answers and try again? [Y/n] ';
export const CANNOT_READ_FILE = 'That file cannot be read';

export function choiceQuestion(choices: number): string {
  return `1 to ${choices} [1]: `;
}

export function notOneOfText(choices: number): string {
  return `Write a number from 1 to ${choices}.`;
}

export function questionText(
  question: {
    readonly what: string;
    readonly example?: string;
    readonly where?: string;
    readonly optional?: true;
  },
  hidden: boolean,
  before: string | null,
): string {
  const notes = [
    ...(question.optional === true ? ['Enter leaves it out'] : []),
    ...(question.example === undefined || before !== null ? [] : [`like ${question.example}`]),
    ...(hidden ? [HIDDEN_NOTE] : []),
  ];
  const where = question.where === undefined ? '' : `\n  (${question.where})`;
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `${capital(question.what)}${note}${where}${before === null ? '' : ` [${before}]`}: `;
}

export function completeQuestion(id: string, variables: readonly string[]): string {
  const are = variables.length === 1 ? 'is' : 'are';
  return `${id} is in your settings, but ${joined(variables)} ${are} not set. Complete it now? [Y/n] `;
}

export function variableQuestion(
  name: string,
  question: { readonly what: string; readonly where?: string } | undefined,
): string {
  const what = question === undefined ? '' : `, ${question.what}`;
  const where = question?.where === undefined ? '' : `\n  (${question.where})`;
  return `${name}${what} (${HIDDEN_NOTE})${where}: `;
}

export const STILL_UNSET = 'A variable is still not set.';

export const IS_NEEDED = 'This one is needed.';

export function wrongSettingText(key: string, message: string): string {
  return `${key} ${message}.`;
}

export function worksText(name: string): string {
  return `It works: ${name} can be read.`;
}

/** `It reads accounts, addresses and roles.` */
export function readableText(readable: readonly Capability[]): string {
  return `It reads ${joined(readable.map(capabilityText))}.`;
}

/** `It gives no activity (reading sign-ins needs Entra ID P1).`, as `health` says it. */
export function worksWithoutText(withheld: Withheld): string {
  return `It gives ${withheldText(withheld)}.`;
}

export function failedText(message: string): string {
  return `It does not work yet. ${message}`;
}

export function idQuestion(id: string): string {
  return `What to call it in seatkeeper.yaml and in commands [${id}]: `;
}

export function badIdText(taken: boolean): string {
  return taken ? 'Another app has this name already.' : 'Use small letters, digits and - only.';
}

export function envFileQuestion(file: string): string {
  return `The environment file for the secrets [${file}]: `;
}

export function writeQuestion(file: string): string {
  return `Add this to ${file}? [Y/n] `;
}

export function cannotAddText(list: string, file: string): string {
  return `${file} writes ${list}: in a way that I cannot add to. Add these lines yourself:`;
}

export function writtenText(file: string): string {
  return `Written to ${file}.`;
}

export function secretsWrittenText(file: string, variables: readonly string[]): string {
  return `${joined(variables)} ${variables.length === 1 ? 'is' : 'are'} in ${file}, which only you can read. Keep it out of version control.`;
}

export function nextText(command: string): string {
  return `Read it now: ${command}`;
}

export function spoiltText(file: string, problem: string): string {
  return `With these lines ${file} would no longer be valid, so it was left as it was: ${problem}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
