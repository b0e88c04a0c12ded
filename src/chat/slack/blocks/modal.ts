import { z } from 'zod';
import { carried } from '../../../domain/long-id.ts';
import type { Form } from '../../../domain/message.ts';
import type { Field, Filled, FormErrors, FormView } from '../../form.ts';
import { CANCEL, PERSON_PLACEHOLDER, VALUE_TOO_LONG_TO_EDIT } from '../../say/chats/slack-layout.ts';
import type { Block, InputElement, Modal, Option } from './blocks.ts';
import { FormRef, jsonOf } from './button.ts';
import { LIMIT } from './limit.ts';
import { fitting, piece, pieces, without } from './piece.ts';
import { context, plain, tidy } from './text.ts';

/** What to refresh once the form is done, for example a message: `{ channel, ts }`. Slack returns it unchanged. */
export type Refresh = Readonly<Record<string, string>>;

export interface Submission {
  readonly form: Form;
  readonly refresh: Refresh;
  readonly filled: Filled;
}

/** `callback_id` of every form. */
const FORM_CALLBACK = 'form';
/** `action_id` of the people search; the `value` of its request is what was typed. */
export const PERSON_SEARCH = 'person-search';

/** A list whose command is too long for Slack to return is not shown again afterwards. */
export function renderForm(view: FormView, refresh: Refresh): Modal {
  const form = carried(view.form);
  const { command: _, ...place } = refresh;
  const fields = view.fields.map(input);
  const long = [view.title, view.submit].filter((text) => tidy(text, LIMIT.note).length > LIMIT.viewTitle);
  const inFull = long.map((text) => context(text));
  const surface = { charts: false, tables: false, rowsWithButtons: 0, menus: false };
  const intro = pieces(view.intro, surface, { next: 0 });
  const room = without({ blocks: LIMIT.viewBlocks, text: LIMIT.text }, [piece([...fields, ...inFull], 0)]);
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata({ form, refresh }, { form, refresh: place }),
    title: plain(view.title, LIMIT.viewTitle),
    submit: plain(view.submit, LIMIT.viewTitle),
    close: plain(CANCEL, LIMIT.viewTitle),
    blocks: [...intro.slice(0, fitting(intro, room)).flatMap(({ blocks }) => blocks), ...fields, ...inFull],
  };
}

/** Reads `view` of a `view_submission`; `null` when it is not one of our forms, or forged. */
export function readSubmission(view: unknown): Submission | null {
  const read = Submitted.safeParse(view);
  if (!read.success) return null;
  const about = About.safeParse(jsonOf(read.data.private_metadata));
  if (!about.success) return null;
  const filled: Record<string, string> = {};
  for (const [block, elements] of Object.entries(read.data.state.values)) {
    if (!block.startsWith(FIELD)) continue;
    const [element] = Object.values(elements);
    const value = element?.selected_option?.value ?? element?.selected_date ?? element?.value ?? '';
    if (value.trim() !== '') filled[block.slice(FIELD.length)] = value;
  }
  return { ...about.data, filled };
}

/** The answer to a `view_submission` that shows what is wrong next to each field. */
export function renderErrors(errors: FormErrors): {
  response_action: 'errors';
  errors: Record<string, string>;
} {
  const shown = Object.entries(errors).map(([key, text]) => [FIELD + key, plain(text, LIMIT.errorText).text]);
  return { response_action: 'errors', errors: Object.fromEntries(shown) };
}

/** The answer to a people search. `value` is the person's ref as text. */
export function renderPeople(people: readonly { readonly value: string; readonly label: string }[]): {
  options: readonly Option[];
} {
  return { options: people.slice(0, LIMIT.options).map(option) };
}

/** Data that a view carries and Slack returns: `about`, or `less` if that is too long. Throws when both are. */
export function metadata(about: unknown, less: unknown): string {
  const text = [about, less].map((one) => JSON.stringify(one)).find(({ length }) => length <= LIMIT.metadata);
  if (text !== undefined) return text;
  throw new Error(`this view carries more ids than the ${LIMIT.metadata} characters that Slack allows.`);
}

/** An option. Its value is an id, which must not be shortened, so a longer one throws. */
export function option({ value, label }: { readonly value: string; readonly label: string }): Option {
  if (value.length > 0 && value.length <= LIMIT.optionValue)
    return { text: plain(label, LIMIT.optionText), value };
  throw new Error(`a choice's value must have 1 to ${LIMIT.optionValue} characters, not ${value.length}.`);
}

export const RefreshRef = z.record(z.string(), z.string());
const FIELD = 'field:';
const About = z.strictObject({ form: FormRef, refresh: RefreshRef });

const Submitted = z.object({
  callback_id: z.literal(FORM_CALLBACK),
  private_metadata: z.string().max(LIMIT.metadata),
  state: z.object({
    values: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          value: z.string().nullish(),
          selected_date: z.string().nullish(),
          selected_option: z.object({ value: z.string() }).nullish(),
        }),
      ),
    ),
  }),
});

function input(field: Field): Block {
  const hint = hintOf(field);
  return {
    type: 'input',
    block_id: FIELD + field.key,
    label: plain(field.label, LIMIT.inputLabel),
    ...(hint === null ? {} : { hint: plain(hint, LIMIT.inputLabel) }),
    optional: field.optional,
    element: inputElement(field),
  };
}

/** Slack cannot fill in a text this long. It is not shortened; the hint says that it is missing. */
function hintOf(field: Field): string | null {
  if (field.type !== 'text' || !isTooLong(field.initial)) return field.hint;
  return `${field.hint ?? ''} ${VALUE_TOO_LONG_TO_EDIT}`.trim();
}

function inputElement(field: Field): InputElement {
  switch (field.type) {
    case 'text': {
      const initial = isTooLong(field.initial) ? '' : tidy(field.initial ?? '', LIMIT.inputText);
      return {
        type: 'plain_text_input',
        action_id: 'text',
        max_length: LIMIT.inputText,
        ...(initial === '' ? {} : { initial_value: initial }),
      };
    }
    case 'day':
      return {
        type: 'datepicker',
        action_id: 'day',
        ...(field.initial === null ? {} : { initial_date: field.initial }),
      };
    case 'choice': {
      if (field.choices.length === 0 || field.choices.length > LIMIT.options)
        throw new Error(`the choice "${field.key}" must have 1 to ${LIMIT.options} options.`);
      const chosen = field.choices.find(({ value }) => value === field.initial);
      return {
        type: 'static_select',
        action_id: 'choice',
        options: field.choices.map(option),
        ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
      };
    }
    case 'person':
      return {
        type: 'external_select',
        action_id: PERSON_SEARCH,
        min_query_length: 2,
        placeholder: plain(PERSON_PLACEHOLDER, LIMIT.optionText),
        ...(field.initial === null ? {} : { initial_option: option(field.initial) }),
      };
    default:
      return field satisfies never;
  }
}

function isTooLong(initial: string | null): boolean {
  return initial !== null && initial.length > LIMIT.inputText / 5;
}
