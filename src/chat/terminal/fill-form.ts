import type { Caller } from '../../domain/caller.ts';
import { addDays, type Day, isDay } from '../../domain/day.ts';
import type { Form, Message } from '../../domain/message.ts';
import type { Field, Filled, FormErrors, FormView } from '../form.ts';
import type { Bot } from '../platform.ts';
import * as words from '../say/chats/terminal.ts';
import { clean } from '../strip-controls.ts';
import { spanRun } from './text/spans.ts';

interface Talk {
  /** One line; `null` when the admin does not want to go on. */
  ask(question: string): Promise<string | null>;
  say(text: string): Promise<void>;
  /** Shows items one after the other without breaking any of them. */
  list(items: readonly string[]): Promise<void>;
  show(message: Message): Promise<void>;
  today(): Day;
}

export interface FormDesk extends Talk {
  readonly by: Caller;
  readonly bot: Pick<Bot, 'openForm' | 'submitForm' | 'findPeople'>;
}

/** Asks for the fields of a form one after the other, submits it, and asks again for the fields that are wrong. */
export async function fillForm(form: Form, desk: FormDesk): Promise<void> {
  const view = await desk.bot.openForm(desk.by, form);
  if (!('fields' in view)) return desk.show(view);
  await introduce(view, desk);
  let filled: Filled = {};
  let open = view.fields;
  let errors: FormErrors = {};
  for (;;) {
    const answers = await askFields(open, errors, desk);
    if (answers === null) return desk.say(words.NOTHING_CHANGED);
    filled = { ...filled, ...answers };
    const result = await desk.bot.submitForm(desk.by, form, given(filled));
    if ('said' in result) {
      await desk.say(words.commandLine(clean(result.command, 1_000)));
      return desk.show(result.said);
    }
    errors = result.errors;
    open = view.fields.filter(({ key }) => Object.hasOwn(errors, key));
    if (open.length > 0) continue;
    // Nothing that was asked is wrong: asking again would not help.
    for (const problem of Object.values(errors)) await desk.say(clean(problem, 500));
    return desk.say(words.NOTHING_CHANGED);
  }
}

async function introduce(view: FormView, desk: FormDesk): Promise<void> {
  const texts = view.intro.flatMap((part) => (part.type === 'text' ? [part.spans] : []));
  for (const spans of texts) await desk.say(spans.map((span) => spanRun(span).text).join(''));
  await desk.say(words.FORM_KEYS);
}

/** `null` when cancelled. */
async function askFields(
  fields: readonly Field[],
  errors: FormErrors,
  desk: FormDesk,
): Promise<Record<string, string> | null> {
  const answers: Record<string, string> = {};
  for (const field of fields) {
    // The choice before was answered in the admin's own words.
    if (Object.hasOwn(answers, field.key)) continue;
    const error = errors[field.key];
    if (error !== undefined) await desk.say(clean(error, 500));
    const answer = await askField(field, desk);
    if (answer === null) return null;
    Object.assign(answers, answer);
  }
  return answers;
}

/** An empty field is left out. */
function given(filled: Filled): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== ''));
}

/** What was read from a line, or `again` if the line must be asked for again. */
type Read = { readonly value: string } | 'again';

type Answers = Readonly<Record<string, string>>;

/** The answer by the field's key; own words instead of a choice also answer the field that they go to. */
async function askField(field: Field, desk: FormDesk): Promise<Answers | null> {
  if (field.hint !== null) await desk.say(clean(field.hint, 500));
  if (field.type === 'choice') return askChoice(field, desk);
  const value = await askValue(field, desk);
  return value === null ? null : { [field.key]: value };
}

async function askValue(field: Exclude<Field, { type: 'choice' }>, desk: FormDesk): Promise<string | null> {
  switch (field.type) {
    case 'text':
      return insist(field, desk, { initial: field.initial, read: async (text) => ({ value: text }) });
    case 'day':
      return insist(field, desk, {
        initial: field.initial,
        note: words.dayNote(exampleDay(desk)),
        read: (text) => readDay(text, desk),
      });
    case 'person':
      return askPerson(field, desk);
    default:
      return field satisfies never;
  }
}

interface Question {
  readonly initial: string | null;
  /** How the initial value is shown, when it is not its own text. */
  readonly shown?: string;
  readonly note?: string;
  read(text: string): Promise<Read>;
}

/** Asks until the answer can be read; `null` when the admin cancels. */
async function insist(
  field: Field,
  desk: FormDesk,
  { initial, shown, note, read }: Question,
): Promise<string | null> {
  const notes = [...(field.optional ? [words.OPTIONAL_NOTE] : []), ...(note === undefined ? [] : [note])];
  const bracket = initial === null ? null : clean(shown ?? initial, 80);
  const question = words.fieldQuestion(clean(field.label, 80), notes, bracket);
  for (;;) {
    const line = await desk.ask(question);
    if (line === null) return null;
    const text = line.trim();
    if (text !== '') {
      const found = await read(text);
      if (found !== 'again') return found.value;
    } else if (initial !== null || field.optional) return initial ?? '';
    else await desk.say(words.FIELD_EMPTY);
  }
}

async function askChoice(field: Extract<Field, { type: 'choice' }>, desk: FormDesk): Promise<Answers | null> {
  const { choices, initial, ownWords } = field;
  const typed: Record<string, string> = {};
  await desk.list(numbered(choices));
  const value = await insist(field, desk, {
    initial,
    shown: choices.find(({ value }) => value === initial)?.label ?? '',
    note: ownWords === undefined ? words.CHOICE_NOTE : words.OWN_WORDS_NOTE,
    async read(text) {
      const named = choices.find(({ label }) => label.toLowerCase() === text.toLowerCase());
      const chosen = choices[Number(text) - 1] ?? named;
      if (chosen !== undefined) return chosen;
      // A number that is not offered is a slip, not a reason.
      if (ownWords !== undefined && !/^\d+$/.test(text)) {
        typed[ownWords.field] = text;
        return { value: ownWords.choice };
      }
      await desk.say(words.notAChoice(choices.length));
      return 'again';
    },
  });
  return value === null ? null : { [field.key]: value, ...typed };
}

/** People found at once; more would fill the screen. */
const PEOPLE = 9;

async function askPerson(field: Extract<Field, { type: 'person' }>, desk: FormDesk): Promise<string | null> {
  let offered: readonly { readonly value: string; readonly label: string }[] = [];
  return insist(field, desk, {
    initial: field.initial?.value ?? null,
    shown: field.initial?.label ?? '',
    note: words.PERSON_NOTE,
    async read(text) {
      const chosen = offered[Number(text) - 1];
      if (chosen !== undefined) return chosen;
      offered = await desk.bot.findPeople(desk.by, text, PEOPLE);
      const [only] = offered;
      if (only !== undefined && offered.length === 1) return only;
      if (only === undefined) await desk.say(words.NO_PERSON);
      else {
        await desk.say(words.severalPeople(offered.length));
        await desk.list(numbered(offered));
      }
      return 'again';
    },
  });
}

function numbered(items: readonly { readonly label: string }[]): string[] {
  return items.map(({ label }, at) => `[${at + 1}] ${clean(label)}`);
}

async function readDay(text: string, desk: FormDesk): Promise<Read> {
  const days = /^(\d{1,4})(?: ?d(?:ays?)?)?$/i.exec(text)?.[1];
  const day = days === undefined ? text : addDays(desk.today(), Number(days));
  if (isDay(day)) return { value: day };
  await desk.say(words.notADay(exampleDay(desk)));
  return 'again';
}

function exampleDay({ today }: Talk): Day {
  return addDays(today(), 90);
}
