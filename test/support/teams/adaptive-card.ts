/**
 * Checks cards as Teams does: Adaptive Cards 1.5 as documented at https://adaptivecards.io/explorer, with Teams' own charts,
 * `targetWidth` and `choices.data`. The table is written independently of the renderer and is stricter than Teams: it rejects
 * everything that is not in it. Throws with every problem and its place.
 */
export function checkCard(card: unknown): void {
  const problems = cardProblems(card);
  if (problems.length > 0)
    throw new Error(`Teams would reject the card:\n${problems.slice(0, 10).join('\n')}`);
}

export const CARD_BYTES = 25_000;
const DATA_BYTES = 2_000;

export function cardProblems(card: unknown): string[] {
  const found: string[] = [];
  const json = JSON.stringify(card) ?? '';
  const bytes = Buffer.byteLength(json);
  if (bytes > CARD_BYTES) found.push(`/: ${bytes} bytes, more than ${CARD_BYTES}`);
  shape('AdaptiveCard', card, '', found);
  checkHidden(card, found);
  const ids = new Set<string>();
  if (!json.includes('"Input.')) return found;
  walk(card, '', (value, at) => {
    const { id, type } = value;
    if (typeof type !== 'string' || !type.startsWith('Input.')) return;
    if (typeof id === 'string' && ids.has(id)) found.push(`${at}/id: ${id} is there twice`);
    if (typeof id === 'string') ids.add(id);
  });
  return found;
}

/** What is hidden can be shown, and what a press shows is there once. */
function checkHidden(card: unknown, found: string[]): void {
  const ids: string[] = [];
  const hidden: string[] = [];
  const shown: string[] = [];
  walk(card, '', ({ id, type, isVisible, targetElements }) => {
    if (typeof id === 'string' && !String(type).startsWith('Input.')) ids.push(id);
    if (isVisible === false) hidden.push(String(id));
    if (Array.isArray(targetElements)) shown.push(...targetElements);
  });
  if (new Set(ids).size !== ids.length) found.push(`/: two elements with one id: ${ids.join(', ')}`);
  for (const id of shown) if (!ids.includes(id)) found.push(`/: a press shows ${id}, which is not there`);
  for (const id of hidden) if (!shown.includes(id)) found.push(`/: ${id} is hidden for ever`);
}

/** Adds the problems of a value to `found`. */
type Rule = (value: unknown, at: string, found: string[]) => void;
interface Shape {
  readonly required: Readonly<Record<string, Rule>>;
  readonly optional: Readonly<Record<string, Rule>>;
  readonly also?: (value: Readonly<Record<string, unknown>>, at: string, found: string[]) => void;
}

const is =
  (...allowed: readonly unknown[]): Rule =>
  (value, at, found) => {
    if (!allowed.includes(value))
      found.push(`${at}: ${JSON.stringify(value)} is none of ${allowed.join(', ')}`);
  };
const flag = is(true, false);
const BROKEN = /\p{Surrogate}/u;
/** One readable line. */
const number: Rule = (value, at, found) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) found.push(`${at}: no number`);
};
const text: Rule = (value, at, found) => {
  if (typeof value !== 'string' || value.trim() === '') found.push(`${at}: no text`);
  else if (BROKEN.test(value)) found.push(`${at}: broken text`);
  else if (/[\r\n]/.test(value)) found.push(`${at}: more than one line`);
};
const runText: Rule = (value, at, found) => {
  if (typeof value !== 'string' || value === '') found.push(`${at}: no text`);
  else if (BROKEN.test(value) || /[\r\n]/.test(value)) found.push(`${at}: broken text`);
};
const matching =
  (pattern: RegExp): Rule =>
  (value, at, found) => {
    if (typeof value !== 'string' || !pattern.test(value)) found.push(`${at}: not like ${pattern}`);
  };
const whole =
  (least: number, most: number): Rule =>
  (value, at, found) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      found.push(`${at}: ${value} is not from ${least} to ${most}`);
  };
const list =
  (rule: Rule, least: number, most: number): Rule =>
  (value, at, found) => {
    if (!Array.isArray(value)) return void found.push(`${at}: no list`);
    if (value.length < least || value.length > most) found.push(`${at}: ${value.length} items`);
    for (let index = 0; index < value.length; index++) rule(value[index], `${at}/${index}`, found);
  };
const a =
  (...names: readonly string[]): Rule =>
  (value, at, found) => {
    const type = (value as { type?: unknown } | null)?.type;
    if (names.length === 1) shape(names[0] ?? '', value, at, found);
    else if (typeof type === 'string' && names.includes(type)) shape(type, value, at, found);
    else found.push(`${at}: ${JSON.stringify(type)} is not one of ${names.join(', ')}`);
  };

const SPACING = is('none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding');
const ELEMENT = {
  spacing: SPACING,
  separator: flag,
  targetWidth: matching(/^(?:atLeast:|atMost:)?(?:veryNarrow|narrow|standard|wide)$/),
};
const BODY = [
  'RichTextBlock',
  'Container',
  'ColumnSet',
  'ActionSet',
  'Table',
  'Chart.Line',
  'Chart.VerticalBar.Grouped',
  'Input.Text',
  'Input.Date',
  'Input.ChoiceSet',
];
const ACTIONS = ['Action.Execute', 'Action.Submit', 'Action.ShowCard'];
/** Teams shows at most six actions side by side and silently drops the rest. */
const ACTION_LIST = list(a(...ACTIONS), 1, 6);
const INPUT = { ...ELEMENT, isRequired: flag, errorMessage: text };

const data: Rule = (value, at, found) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return void found.push(`${at}: no object`);
  if (Buffer.byteLength(JSON.stringify(value)) > DATA_BYTES + 40) found.push(`${at}: too long to come back`);
  if ((value as { seatkeeper?: unknown }).seatkeeper !== 1) found.push(`${at}: not marked as ours`);
};
const BUTTON = {
  mode: is('primary', 'secondary'),
  style: is('default', 'positive', 'destructive'),
  associatedInputs: is('auto', 'none'),
};
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const CHART: Shape = {
  required: { title: text, xAxisTitle: text, data: list(a('#series'), 1, 4), fallback: a('Container') },
  optional: { ...ELEMENT, yMin: number, yMax: number },
};

const SHAPES: Readonly<Record<string, Shape>> = {
  AdaptiveCard: {
    required: { version: is('1.5'), body: list(a(...BODY), 1, 1_000) },
    optional: {
      $schema: is('http://adaptivecards.io/schemas/adaptive-card.json'),
      lang: matching(/^[a-z]{2}$/),
      actions: ACTION_LIST,
      msteams: (value, at, found) => {
        if (!same(value, { width: 'Full' })) found.push(`${at}: only the width may be set`);
      },
    },
  },
  '#inner': {
    required: { body: list(a('RichTextBlock'), 1, 10), actions: list(a('Action.Execute'), 1, 6) },
    optional: {},
  },
  RichTextBlock: {
    required: { inlines: list(a('TextRun'), 1, 40) },
    optional: { ...ELEMENT, horizontalAlignment: is('left', 'center', 'right') },
    also: ({ inlines }, at, found) => {
      const runs = Array.isArray(inlines) ? inlines : [];
      if (!runs.some((run) => String(run?.text ?? '').trim() !== '')) found.push(`${at}: nothing to see`);
    },
  },
  TextRun: {
    required: { text: runText },
    optional: {
      weight: is('lighter', 'default', 'bolder'),
      size: is('small', 'default', 'medium', 'large', 'extraLarge'),
      isSubtle: flag,
      fontType: is('default', 'monospace'),
      color: is('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
      strikethrough: flag,
      italic: flag,
      underline: flag,
      selectAction: a('Action.OpenUrl'),
    },
  },
  'Action.OpenUrl': {
    required: { url: matching(/^https:\/\/[^/\s@]+(?:\/\S*)?$/) },
    optional: { title: text },
  },
  Container: {
    required: { items: list(a(...BODY), 1, 200) },
    optional: {
      ...ELEMENT,
      style: is('default', 'emphasis', 'good', 'attention', 'warning', 'accent'),
      id: text,
      isVisible: flag,
    },
  },
  ColumnSet: {
    required: { columns: list(a('Column'), 1, 6) },
    optional: { ...ELEMENT, selectAction: a('Action.ToggleVisibility') },
  },
  Column: {
    required: {
      width: (value, at, found) => {
        if (value !== 'auto' && value !== 'stretch') whole(1, 100)(value, at, found);
      },
      items: list(a('RichTextBlock', 'ActionSet'), 1, 20),
    },
    optional: ELEMENT,
  },
  'Action.ToggleVisibility': { required: { title: text, targetElements: list(text, 1, 20) }, optional: {} },
  ActionSet: { required: { actions: ACTION_LIST }, optional: ELEMENT },
  Table: {
    required: {
      columns: list(a('#column'), 1, 20),
      rows: list(a('TableRow'), 1, 100),
    },
    optional: { ...ELEMENT, firstRowAsHeader: flag, showGridLines: flag },
    also: ({ columns, rows }, at, found) => {
      const width = Array.isArray(columns) ? columns.length : 0;
      for (const [index, row] of (Array.isArray(rows) ? rows : []).entries())
        if (row?.cells?.length !== width) found.push(`${at}/rows/${index}: not as many cells as columns`);
    },
  },
  '#column': {
    required: { width: whole(1, 100) },
    optional: { horizontalCellContentAlignment: is('left', 'center', 'right') },
  },
  TableRow: { required: { cells: list(a('TableCell'), 1, 20) }, optional: {} },
  TableCell: { required: { items: list(a('RichTextBlock'), 1, 5) }, optional: {} },
  'Chart.Line': CHART,
  'Chart.VerticalBar.Grouped': CHART,
  '#series': {
    required: { legend: text, values: list(a('#point'), 1, 100) },
    optional: { color: matching(/^categorical(Blue|Marigold|Teal|Red)$/) },
    also: ({ values }, at, found) => {
      const labels = (Array.isArray(values) ? values : []).map((point) => point?.x);
      if (new Set(labels).size !== labels.length) found.push(`${at}: two points of one name`);
    },
  },
  '#point': {
    required: {
      x: text,
      y: (value, at, found) => {
        if (typeof value !== 'number' || !Number.isFinite(value)) found.push(`${at}: no number`);
      },
    },
    optional: {},
  },
  'Input.Text': {
    required: { id: matching(/^[a-z]+\.[\w-]+$/i), label: text },
    optional: { ...INPUT, value: text, placeholder: text, maxLength: whole(1, 4_000) },
  },
  'Input.Date': {
    required: { id: matching(/^[a-z]+\.[\w-]+$/i), label: text },
    optional: { ...INPUT, value: matching(/^\d{4}-\d{2}-\d{2}$/), min: matching(/^\d{4}-\d{2}-\d{2}$/) },
  },
  'Input.ChoiceSet': {
    required: {
      id: matching(/^[a-z]+\.[\w-]+$/i),
      label: text,
      style: is('compact', 'expanded', 'filtered'),
      choices: list(a('#choice'), 0, 100),
    },
    optional: { ...INPUT, value: text, placeholder: text, 'choices.data': a('Data.Query') },
    also: ({ choices, value, ...more }, at, found) => {
      const values = (Array.isArray(choices) ? choices : []).map((choice) => choice?.value);
      if (values.length === 0 && !('choices.data' in more)) found.push(`${at}: nothing to choose from`);
      if (new Set(values).size !== values.length) found.push(`${at}: two choices of one value`);
      if (value !== undefined && !values.includes(value))
        found.push(`${at}: starts with none of its choices`);
    },
  },
  '#choice': { required: { title: text, value: text }, optional: {} },
  'Data.Query': { required: { dataset: is('people') }, optional: { count: whole(1, 15) } },
  'Action.Execute': {
    required: { title: text, verb: matching(/^[a-z]+$/), data, fallback: a('Action.Submit') },
    optional: BUTTON,
    also: (button, at, found) => {
      const { fallback } = button as { fallback?: Record<string, unknown> };
      for (const key of ['title', 'data', 'style', 'associatedInputs', 'mode'])
        if (!same(fallback?.[key], button[key])) found.push(`${at}/fallback: has another ${key}`);
    },
  },
  'Action.Submit': { required: { title: text, data }, optional: BUTTON },
  // Teams shows nothing when it is in the overflow menu.
  'Action.ShowCard': {
    required: { title: text, card: a('#inner') },
    optional: { ...BUTTON, mode: is('primary') },
  },
};

function shape(name: string, value: unknown, at: string, found: string[]): void {
  const rules = SHAPES[name];
  if (rules === undefined) return void found.push(`${at}: ${name} is unknown`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return void found.push(`${at}: no ${name}`);
  const own = value as Readonly<Record<string, unknown>>;
  const type = name === '#inner' ? 'AdaptiveCard' : name.startsWith('#') ? undefined : name;
  if (own.type !== type) found.push(`${at}/type: ${JSON.stringify(own.type)} instead of ${type}`);
  for (const key in rules.required) if (!(key in own)) found.push(`${at}: no ${key}`);
  for (const key in own) {
    if (key === 'type') continue;
    const inner = own[key];
    const rule = rules.required[key] ?? rules.optional[key];
    if (rule === undefined) found.push(`${at}/${key}: ${name} has no such thing`);
    else if (inner === undefined) found.push(`${at}/${key}: undefined`);
    else rule(inner, `${at}/${key}`, found);
  }
  rules.also?.(own, at, found);
}

export function walk(
  value: unknown,
  at: string,
  visit: (value: Readonly<Record<string, unknown>>, at: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, `${at}/${index}`, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  visit(value as Readonly<Record<string, unknown>>, at);
  const sends = typeof value === 'object' && String((value as { type?: unknown }).type).startsWith('Action.');
  // The data that a button sends back is not shown.
  for (const [key, inner] of Object.entries(value))
    if (!(sends && key === 'data')) walk(inner, `${at}/${key}`, visit);
}
