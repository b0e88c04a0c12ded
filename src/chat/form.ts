import type { Form, Part } from '../domain/message.ts';

/** A form as every platform shows it: a modal in Slack, a card in Teams, questions in a terminal. All text is data. */
export interface FormView {
  /** Which form this is, and about which account: comes back with what was filled in. */
  readonly form: Form;
  readonly title: string;
  /** What it is about, above the fields. */
  readonly intro: readonly Part[];
  readonly fields: readonly Field[];
  /** The verb on the button that sends it: "Mark as known". */
  readonly submit: string;
}

interface FieldBase {
  readonly key: string;
  readonly label: string;
  readonly hint: string | null;
  readonly optional: boolean;
}

/** Where a person can type an answer of their own instead of a choice: which choice it means, and the text field it goes to. */
export interface OwnWords {
  readonly choice: string;
  readonly field: string;
}

export type Field =
  | (FieldBase & { readonly type: 'text'; readonly initial: string | null })
  | (FieldBase & {
      readonly type: 'choice';
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string | null;
      readonly ownWords?: OwnWords;
    })
  /** A day, `2026-06-30`. */
  | (FieldBase & { readonly type: 'day'; readonly initial: string | null })
  /** A person of the roster, searched by name or address while typing; the value is the person's ref as text. */
  | (FieldBase & {
      readonly type: 'person';
      readonly initial: { readonly value: string; readonly label: string } | null;
    });

/** What was filled in, by `Field.key`; an empty field is left out. */
export type Filled = Readonly<Record<string, string>>;

/** What is wrong with what was filled in, by `Field.key`: shown next to the field. */
export type FormErrors = Readonly<Record<string, string>>;
