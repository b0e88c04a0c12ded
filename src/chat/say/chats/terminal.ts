/** What only the terminal says: its prompt, and the questions a form becomes there. */

export const GREETING = 'Type a command, `help`, or the number of a choice. `exit` leaves.';
export const LEAVES = 'Press Ctrl-C again to leave.';
export const NOTHING_CHANGED = 'Nothing was changed.';
export const NO_CHOICES = 'There is nothing to choose yet. Type `help` to see what you can ask.';

// Why a message could not be shown, as `health` reports it.
export const TERMINAL_CLOSED = 'the terminal was closed';
export const TERMINAL_STOPPED = 'the terminal has stopped';

export function terminalFailedText(error: string): string {
  return `the terminal failed while it was written to: ${error}`;
}

export function noSuchChoice(number: number, count: number): string {
  return `There is no choice ${number}. You can choose 1 to ${count}.`;
}

export function notAboutOneAccount(number: string, verb: string): string {
  return `Choice ${number} is not about one account. Type \`${verb} <app> <account>\` instead.`;
}

export function failed(reason: string): string {
  return `That did not work: ${reason}`;
}

export function confirmQuestion(verb: string): string {
  return `Type yes to ${verb}: `;
}

/** Shows the command that a choice runs. */
export function commandLine(command: string): string {
  return `› ${command}`;
}

// --- Forms -------------------------------------------------------------------------------------------------------

export const FORM_KEYS = 'Enter keeps what is in brackets or leaves an optional field empty. Ctrl-C cancels.';
export const FIELD_EMPTY = 'This cannot be empty. Ctrl-C cancels.';
export const NO_PERSON = 'I found nobody with this name or address.';

/** `Until (optional; a number of days, or a date like 2026-06-30) [2026-04-08]: ` */
export function fieldQuestion(label: string, notes: readonly string[], initial: string | null): string {
  const bracket = initial === null ? '' : ` [${initial}]`;
  return `${label}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}${bracket}: `;
}

export const OPTIONAL_NOTE = 'optional';
export const CHOICE_NOTE = 'number';
export const OWN_WORDS_NOTE = 'number, or your own words';
export const PERSON_NOTE = 'name or email';

export function dayNote(example: string): string {
  return `a number of days, or a date like ${example}`;
}

export function notADay(example: string): string {
  return `Type a number of days, or a date like ${example}.`;
}

export function notAChoice(count: number): string {
  return `Type a number from 1 to ${count}.`;
}

export function severalPeople(count: number): string {
  return `Several people fit. Type a number from 1 to ${count}, or search again.`;
}
