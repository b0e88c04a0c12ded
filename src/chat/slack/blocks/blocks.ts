/**
 * The part of Block Kit that we use: only elements that cannot carry markup. These types have no `mrkdwn`, mention or emoji, so
 * none can be written by mistake. https://docs.slack.dev/reference/block-kit
 */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** `:tada:` stays text. */
  readonly emoji: false;
}

export interface Styled {
  readonly bold?: true;
  readonly code?: true;
  readonly strike?: true;
  readonly italic?: true;
}

export type RichElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: Styled }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: Styled };

interface RichSection {
  readonly type: 'rich_text_section';
  readonly elements: readonly RichElement[];
}

export type RichPart =
  | RichSection
  | { readonly type: 'rich_text_preformatted'; readonly elements: readonly RichElement[] }
  | {
      readonly type: 'rich_text_list';
      readonly style: 'bullet';
      readonly elements: readonly RichSection[];
    };

interface Confirm {
  readonly title: PlainText;
  readonly text: PlainText;
  readonly confirm: PlainText;
  readonly deny: PlainText;
  readonly style?: 'primary' | 'danger';
}

export interface ButtonElement {
  readonly type: 'button';
  readonly text: PlainText;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: Confirm;
}

export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

/** The `…` at the right of a row. */
export interface OverflowElement {
  readonly type: 'overflow';
  readonly action_id: string;
  readonly options: readonly Option[];
}

export type Element =
  | ButtonElement
  | OverflowElement
  | {
      readonly type: 'static_select';
      readonly action_id: string;
      readonly placeholder: PlainText;
      readonly options?: readonly Option[];
      readonly option_groups?: readonly { readonly label: PlainText; readonly options: readonly Option[] }[];
      readonly initial_option?: Option;
    };

export type InputElement =
  | {
      readonly type: 'plain_text_input';
      readonly action_id: string;
      readonly initial_value?: string;
      readonly max_length?: number;
      readonly multiline?: boolean;
    }
  | { readonly type: 'datepicker'; readonly action_id: string; readonly initial_date?: string }
  | {
      readonly type: 'static_select';
      readonly action_id: string;
      readonly options: readonly Option[];
      readonly initial_option?: Option;
    }
  | {
      readonly type: 'external_select';
      readonly action_id: string;
      readonly min_query_length: number;
      readonly placeholder: PlainText;
      readonly initial_option?: Option;
    };

export type Block =
  | { readonly type: 'rich_text'; readonly elements: readonly RichPart[] }
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly elements: readonly Element[] }
  | {
      readonly type: 'section';
      readonly text: PlainText;
      readonly accessory: ButtonElement | OverflowElement;
    }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly label: PlainText;
      readonly hint?: PlainText;
      readonly optional: boolean;
      readonly element: InputElement;
    }
  | TableBlock
  | ChartBlock;

export interface TableBlock {
  readonly type: 'table';
  readonly rows: readonly (readonly { readonly type: 'raw_text'; readonly text: string }[])[];
  readonly column_settings: readonly { readonly align: 'left' | 'right'; readonly is_wrapped: boolean }[];
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[] };
  };
}

export interface Modal {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainText;
  readonly submit?: PlainText;
  readonly close: PlainText;
  readonly blocks: readonly Block[];
}

export interface Home {
  readonly type: 'home';
  readonly blocks: readonly Block[];
}
