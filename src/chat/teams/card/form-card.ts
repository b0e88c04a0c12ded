import type { Part } from '../../../domain/message.ts';
import type { Field, Filled, FormErrors, FormView } from '../../form.ts';
import { FORM } from '../../say/chats/teams.ts';
import { clean } from '../../strip-controls.ts';
import { clickAction } from './actions.ts';
import type { AdaptiveCard, Element, Input, RichTextBlock } from './card.ts';
import { execute } from './execute.ts';
import { COUNT, INPUT_LENGTH, LIMIT } from './limit.ts';
import { FIELD, PERSON_SEARCH, SEARCHED, submitData, TYPED } from './submission.ts';
import { line, literal, spanRuns, textRun } from './text.ts';

/** What to show when a form is shown again. */
export interface Again {
  /** Shown next to their fields. */
  readonly errors?: FormErrors;
  /** What was filled in, to be kept. */
  readonly filled?: Filled;
  /** What was typed instead of chosen: see `Submission`. */
  readonly typed?: Filled;
  /** The people to choose from in a person field: those whose name fits, or who were found by search. */
  readonly people?: Readonly<Record<string, readonly Choice[]>>;
  /** `false` for a client that cannot search for choices, like the Playground. Default `true`. */
  readonly search?: boolean;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The form as a card: what it is about, its fields with their errors, and the verb on the button. */
export function renderForm(view: FormView, again: Again = {}): AdaptiveCard {
  const { errors = {} } = again;
  const data = submitData(view.form);
  const title = literal(view.submit, LIMIT.button).trim() || FORM.send;
  const stray = Object.entries(errors).filter(([key]) => !view.fields.some((field) => field.key === key));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en',
    body: [
      ...paragraph(line([textRun(view.title, LIMIT.title, { weight: 'bolder', size: 'medium' })])),
      ...view.intro.flatMap(intro),
      ...(Object.keys(errors).length > 0 ? [problem(FORM.fixFields)] : []),
      ...stray.map(([, text]) => problem(text)),
      ...view.fields.flatMap((field) => fieldElements(field, again)),
    ],
    actions: [execute(title, data, { style: 'positive' }), ...clickAction(FORM.cancel, { type: 'back' })],
  };
}

function intro(part: Part): Element[] {
  if (part.type === 'text') return paragraph(line(spanRuns(part.spans)));
  if (part.type === 'note')
    return paragraph(line([textRun(part.text, LIMIT.note, { isSubtle: true, size: 'small' })]));
  if (part.type !== 'facts') return [];
  return part.facts.flatMap(({ label, value }) =>
    paragraph(
      line([textRun(`${label}: `, LIMIT.label, { isSubtle: true }), textRun(value, LIMIT.fact)], {
        spacing: 'none',
      }),
    ),
  );
}

function fieldElements(field: Field, again: Again): Element[] {
  const error = again.errors?.[field.key];
  const [first, ...others] = inputs(field, again);
  return [
    ...(first === undefined ? [] : [first]),
    ...(error === undefined ? [] : [problem(error)]),
    ...(field.hint === null
      ? []
      : paragraph(
          line([textRun(field.hint, LIMIT.hint, { isSubtle: true, size: 'small' })], { spacing: 'none' }),
        )),
    ...others,
  ];
}

function inputs(field: Field, again: Again): Input[] {
  const kept = again.filled?.[field.key];
  const base = {
    id: `${FIELD}${field.key}`,
    label: `${literal(field.label, LIMIT.label).trim() || field.key}${field.optional ? ' (optional)' : ''}`,
    ...(field.optional || field.type === 'person'
      ? {}
      : { isRequired: true as const, errorMessage: FORM.empty }),
  };
  switch (field.type) {
    case 'text':
      return [
        { ...base, type: 'Input.Text', maxLength: INPUT_LENGTH, ...startingText(kept ?? field.initial) },
      ];
    case 'day': {
      const value = kept ?? field.initial;
      return [{ ...base, type: 'Input.Date', ...(value !== null && DAY.test(value) ? { value } : {}) }];
    }
    case 'choice': {
      const choices = field.choices.slice(0, COUNT.choices);
      return [choiceInput(base, choices, kept ?? field.initial, choices.length > 3 ? 'compact' : 'expanded')];
    }
    case 'person':
      return personInputs(field, base, again);
    default:
      return field satisfies never;
  }
}

/**
 * The likely people to choose from, then a search that Teams runs while the user types, then a plain text field for clients that
 * cannot search. A later field wins over an earlier one, because the first may have been prefilled.
 */
function personInputs(
  field: Extract<Field, { type: 'person' }>,
  base: { readonly id: string; readonly label: string },
  again: Again,
): Input[] {
  const found = again.people?.[field.key] ?? [];
  const known = [...found, ...(field.initial === null ? [] : [field.initial])]
    .filter(({ value }, at, all) => all.findIndex((other) => other.value === value) === at)
    .slice(0, COUNT.people);
  const start = again.filled?.[field.key] ?? (found.length > 0 ? null : (field.initial?.value ?? null));
  const search: Input[] =
    again.search === false
      ? []
      : [
          {
            ...choiceInput(
              { id: `${SEARCHED}${field.key}`, label: FORM.orSearchPeople },
              [],
              null,
              'filtered',
            ),
            placeholder: FORM.searchPlaceholder,
            'choices.data': { type: 'Data.Query', dataset: PERSON_SEARCH },
          },
        ];
  const typed: Input = {
    type: 'Input.Text',
    id: `${TYPED}${field.key}`,
    label: FORM.orTypePerson,
    maxLength: INPUT_LENGTH,
    ...startingText(again.typed?.[field.key] ?? null),
  };
  const inputs = [
    ...(known.length > 0 ? [choiceInput(base, known, start, 'expanded')] : []),
    ...search,
    typed,
  ];
  // The first has the label of the field, the others offer another way.
  return inputs.map((input, at) => (at === 0 ? { ...input, label: base.label } : input));
}

function choiceInput(
  base: { readonly id: string; readonly label: string },
  choices: readonly Choice[],
  value: string | null,
  style: 'compact' | 'expanded' | 'filtered',
): Extract<Input, { type: 'Input.ChoiceSet' }> {
  return {
    ...base,
    type: 'Input.ChoiceSet',
    style,
    choices: choices.map((choice) => ({
      title: literal(choice.label, LIMIT.choice).trim() || choice.value,
      value: choice.value,
    })),
    ...(value !== null && choices.some((choice) => choice.value === value) ? { value } : {}),
  };
}

/** The value of a field comes back when the form is sent, so a value that would have to be cut is not put there. */
function startingText(value: string | null): { value?: string } {
  if (value === null) return {};
  const text = clean(value, INPUT_LENGTH + 1).trim();
  return text === '' || text.length > INPUT_LENGTH ? {} : { value: text };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Icon, word and colour: a mistake is never shown by colour alone. */
function problem(text: string): RichTextBlock {
  const shown = literal(text, LIMIT.error).trim() || FORM.invalid;
  return {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: `✗ ${shown}`, color: 'attention' }],
    spacing: 'small',
  };
}

function paragraph(block: RichTextBlock | null): RichTextBlock[] {
  return block === null ? [] : [block];
}
