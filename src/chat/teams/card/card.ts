/**
 * The part of Adaptive Cards 1.5 we use: only elements that cannot carry markup. TextBlock and FactSet render Markdown, Image
 * and OpenUrl reach outside; they are left out, so that none can be written by mistake. https://adaptivecards.io/explorer/
 */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: 'en';
  readonly body: readonly Element[];
  readonly actions?: readonly CardAction[];
  /** Teams: use the whole width of the conversation. */
  readonly msteams?: { readonly width: 'Full' };
}

/** A card inside a card, opened by a button: the confirmation of a dangerous action. */
interface InnerCard {
  readonly type: 'AdaptiveCard';
  readonly body: readonly Element[];
  readonly actions: readonly CardAction[];
}

type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large' | 'padding';
type Colour = 'default' | 'accent' | 'good' | 'warning' | 'attention';

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'bolder';
  readonly size?: 'small' | 'medium' | 'large';
  readonly isSubtle?: true;
  readonly fontType?: 'monospace';
  readonly color?: Colour;
  readonly strikethrough?: true;
  readonly selectAction?: OpenUrl;
}

/** Shows the elements with these ids, or hides them again. It works in every client of Teams, and nothing is sent. */
interface ToggleVisibility {
  readonly type: 'Action.ToggleVisibility';
  /** For screen readers. */
  readonly title: string;
  readonly targetElements: readonly string[];
}

/** A link that we made; never an address from outside. */
interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly url: string;
}

/**
 * The widths of the conversation at which an element is shown.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#adaptive-card-responsive-layout
 */
export type TargetWidth = 'wide' | 'atMost:standard' | 'atLeast:standard' | 'atMost:narrow';

interface ElementBase {
  readonly spacing?: Spacing;
  readonly separator?: true;
  readonly targetWidth?: TargetWidth;
}

export interface RichTextBlock extends ElementBase {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly horizontalAlignment?: 'left' | 'right';
}

export interface Container extends ElementBase {
  readonly type: 'Container';
  /** Unique in its card. */
  readonly id?: string;
  readonly isVisible?: false;
  readonly items: readonly Element[];
  readonly style?: 'default' | 'emphasis' | 'warning' | 'attention';
}

export interface ActionSet extends ElementBase {
  readonly type: 'ActionSet';
  readonly actions: readonly CardAction[];
}

/** Side by side. */
export interface ColumnSet extends ElementBase {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
  readonly selectAction?: ToggleVisibility;
}

export interface Column {
  readonly type: 'Column';
  /** A share of the whole, as much as it needs, or what is left. */
  readonly width: number | 'auto' | 'stretch';
  readonly items: readonly (RichTextBlock | ActionSet)[];
}

export interface Table extends ElementBase {
  readonly type: 'Table';
  readonly columns: readonly {
    readonly width: number;
    readonly horizontalCellContentAlignment?: 'left' | 'right';
  }[];
  readonly rows: readonly {
    readonly type: 'TableRow';
    readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly RichTextBlock[] }[];
  }[];
  readonly firstRowAsHeader: true;
}

/** Not part of 1.5: Teams draws it, other clients show the fallback. */
export interface Chart extends ElementBase {
  readonly type: 'Chart.Line' | 'Chart.VerticalBar.Grouped';
  readonly title: string;
  readonly xAxisTitle: string;
  readonly yMin?: number;
  readonly yMax?: number;
  readonly data: readonly {
    readonly legend: string;
    readonly color: string;
    readonly values: readonly { readonly x: string; readonly y: number }[];
  }[];
  readonly fallback: Container;
}

interface InputBase extends ElementBase {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

export type Input =
  | (InputBase & {
      readonly type: 'Input.Text';
      readonly value?: string;
      readonly placeholder?: string;
      readonly maxLength?: number;
    })
  | (InputBase & { readonly type: 'Input.Date'; readonly value?: string; readonly min?: string })
  | (InputBase & {
      readonly type: 'Input.ChoiceSet';
      readonly style: 'compact' | 'expanded' | 'filtered';
      readonly choices: readonly { readonly title: string; readonly value: string }[];
      readonly value?: string;
      readonly placeholder?: string;
      /** Teams asks the bot for choices while the user types. */
      readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string };
    });

export type Element = RichTextBlock | Container | ColumnSet | ActionSet | Table | Chart | Input;

interface ActionBase {
  readonly title: string;
  /** In the overflow menu. Action.ShowCard does not work there. */
  readonly mode?: 'secondary';
  readonly style?: 'positive' | 'destructive';
}

/** What a button sends back. `do` and the rest are described in `button.ts`. */
export type ActionData = Readonly<Record<string, unknown>>;

interface Submit extends ActionBase {
  readonly type: 'Action.Submit';
  readonly data: ActionData;
  readonly associatedInputs?: 'none';
}

export type CardAction =
  | (ActionBase & {
      readonly type: 'Action.Execute';
      readonly verb: string;
      readonly data: ActionData;
      readonly associatedInputs?: 'none';
      readonly fallback: Submit;
    })
  | (ActionBase & { readonly type: 'Action.ShowCard'; readonly card: InnerCard })
  | Submit;
