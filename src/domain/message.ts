import type { Action, FormType } from './action.ts';

/**
 * What Seatkeeper says, not where or how it looks. All text is data: renderers never parse it as markup, and clean it
 * of control characters themselves. Any string may contain names from outside.
 */
export interface Message {
  /** The message in one sentence: for the notification, screen readers and a phone's preview. */
  readonly summary: string;
  readonly title: string;
  readonly body: readonly Part[];
  readonly buttons: readonly Button[];
}

export type Span =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly url: string };

export type Part =
  | { readonly type: 'text'; readonly spans: readonly Span[] }
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | Table
  | Chart
  /** Small print: where a number comes from, how old it is. */
  | { readonly type: 'note'; readonly text: string }
  /** One thing to decide on: a line, its details, and its own buttons. */
  | Row;

export interface Table {
  readonly type: 'table';
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /**
   * How each row reads where there is no room for columns: `Figma · 22 accounts`, and below it what is worth a look. Without this,
   * a row shows its first cell, and the others with their labels.
   */
  readonly narrow?: readonly { readonly head: string; readonly text: string }[];
  /** Shown instead of the table when it has no rows. */
  readonly empty: string;
}

export interface Chart {
  readonly type: 'chart';
  readonly title: string;
  /** One label per point: weeks oldest first, or apps. */
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

export interface Row {
  readonly type: 'row';
  /** `left` is an offboarded owner and shows ⚠️ with the word; the other marks are an icon with their word too. */
  readonly mark:
    | 'left'
    | 'inactive'
    | 'unknown'
    | 'no-owner'
    | 'license'
    | 'done'
    | 'rehearsed'
    | 'held'
    | 'waiting'
    | 'failed'
    | 'old'
    | 'wrong';
  readonly spans: readonly Span[];
  readonly detail: string | null;
  /** The part of the details that is kept where every row has one line, as on a phone; if absent, all of them. */
  readonly brief?: string | null;
  /** The reader is asked to press one of its buttons: they are shown, and in no menu. */
  readonly asks?: true;
  readonly buttons: readonly Button[];
}

/** A verb with an object. The safe one first, the dangerous one last. */
export type Button =
  | {
      readonly label: string;
      readonly action: Action;
      readonly look?: 'primary' | 'danger';
      /** Asked before the action is carried out: names person, app and effect. */
      readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
    }
  /** Opens what the command shows. */
  | { readonly label: string; readonly command: string }
  /** Asks for what the action still needs (a reason, a date, a person), then carries it out. */
  | { readonly label: string; readonly form: Form };

/** Which form to open, and about which account, or about which subscription where the form is about one. */
export interface Form {
  readonly type: FormType;
  readonly app: string;
  readonly account: string;
}

/** A message that was posted, in the platform's own terms. Opaque to everybody else; stored as JSON. */
export type MessageRef = Readonly<Record<string, string>>;
