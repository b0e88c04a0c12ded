import { KNOWN_REASONS } from '../../domain/action.ts';
import { addDays, type Day, isDay } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Form } from '../../domain/message.ts';
import { quote } from '../grammar.ts';

export interface Talk {
  /** One line; `null` when the admin does not want to go on. */
  ask(question: string): Promise<string | null>;
  say(text: string): Promise<void>;
  /** Says items one after the other and breaks none of them. */
  list(items: readonly string[]): Promise<void>;
  today(): Day;
}

/**
 * Asks for what the form needs, one field after the other, and returns the command the admin could have typed instead;
 * `null` when cancelled.
 */
export async function fillForm(form: Form, talk: Talk): Promise<string | null> {
  const subject = `${quote(form.app)} ${quote(form.account)}`;
  switch (form.type) {
    case 'known':
      return known(subject, talk);
    case 'add-person':
      return addPerson(subject, talk);
    case 'link': {
      const person = await insist(talk, 'Whose account is it? Name or email: ', required);
      return person === null ? null : `link ${subject} ${quote(person)}`;
    }
    case 'snooze': {
      const until = await insist(talk, `Snooze until (days, or a date like ${example(talk)}): `, (text) =>
        readDay(text, talk),
      );
      return until === null ? null : `snooze ${subject} until:${until}`;
    }
    default:
      return form.type satisfies never;
  }
}

async function known(subject: string, talk: Talk): Promise<string | null> {
  await talk.say('Why is it fine?');
  await talk.list(KNOWN_REASONS.map((reason, at) => `[${at + 1}] ${reason}`));
  let reason = await insist(talk, 'Number or your own words (Ctrl-C cancels): ', (text) =>
    /^\d$/.test(text) ? (KNOWN_REASONS[Number(text) - 1] ?? NO_SUCH_REASON) : required(text),
  );
  if (reason === 'other') reason = await insist(talk, 'In your own words: ', required);
  if (reason === null) return null;
  const until = await insist(
    talk,
    `Until (Enter: no end; 30 or 90 days, or a date like ${example(talk)}): `,
    (text) => (text === '' ? '' : readDay(text, talk)),
  );
  return until === null ? null : `known ${subject} ${quote(reason)}${filter('until', until)}`;
}

async function addPerson(subject: string, talk: Talk): Promise<string | null> {
  await talk.say('Enter leaves a field as the app has it, or empty. Ctrl-C cancels.');
  const fields: readonly [key: string, question: string, read: Read][] = [
    ['name', 'Name: ', asIs],
    ['email', 'Email: ', (text) => (text === '' || normaliseEmail(text) !== null ? text : NO_EMAIL)],
    ['department', 'Department: ', asIs],
    ['manager', 'Manager, name or email: ', asIs],
    [
      'end',
      `Last day, for contractors (a date like ${example(talk)}): `,
      (text) => (text === '' ? '' : readDay(text, talk)),
    ],
  ];
  let command = `add ${subject}`;
  for (const [key, question, read] of fields) {
    const value = await insist(talk, question, read);
    if (value === null) return null;
    command += filter(key, value);
  }
  return command;
}

interface Refusal {
  readonly refusal: string;
}

type Read = (text: string) => string | Refusal;

/** Asks until the answer can be read or the admin cancels. */
async function insist(talk: Talk, question: string, read: Read): Promise<string | null> {
  for (;;) {
    const text = await talk.ask(question);
    if (text === null) return null;
    const value = read(text.trim());
    if (typeof value === 'string') return value;
    await talk.say(value.refusal);
  }
}

const NO_SUCH_REASON: Refusal = { refusal: `Choose 1 to ${KNOWN_REASONS.length}, or write the reason.` };
const NO_EMAIL: Refusal = {
  refusal: 'That is no email address. Write one like jo@acme.example, or press Enter.',
};

function asIs(text: string): string {
  return text;
}

function required(text: string): string | Refusal {
  return text === '' ? { refusal: 'This cannot be empty. Ctrl-C cancels.' } : text;
}

function readDay(text: string, { today }: Talk): Day | Refusal {
  const now = today();
  const days = /^(\d{1,4})(?: ?d(?:ays?)?)?$/i.exec(text)?.[1];
  const day = days === undefined ? text : addDays(now, Number(days));
  if (isDay(day) && day > now) return day;
  return { refusal: `Write a number of days, or a day after today like ${addDays(now, 90)}.` };
}

function example({ today }: Talk): Day {
  return addDays(today(), 90);
}

function filter(key: string, value: string): string {
  return value === '' ? '' : ` ${key}:${quote(value)}`;
}
