/**
 * Checks payloads as Slack does, written independently of the code that renders them: a table of shapes and limits from Slack's
 * reference and from nicklambourne/slackblocks `spec/limits.json`. Throws with a JSON pointer, as Slack does. Where the reference is
 * silent, it is stricter: no empty text, no unknown key, and a limit for all text together.
 */
export class BlockKitError extends Error {
  readonly pointer: string;

  constructor(pointer: string, problem: string) {
    super(`${pointer || '/'}: ${problem}`);
    this.name = 'BlockKitError';
    this.pointer = pointer;
  }
}

interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** A message as `chat.postMessage`, `chat.update` and `response_url` accept it. */
export function checkMessage(message: unknown): void {
  shape({ text: text(1, 4_000), blocks: list(1, 50, block('message')) }, {})(message, '');
  const { blocks } = message as SlackMessage;
  across(blocks, '/blocks');
  const first = blocks[0] as { type: string };
  if (!['rich_text', 'section', 'header'].includes(first.type))
    throw new BlockKitError('/blocks/0', 'must be text, because notifications show the first block');
}

export function checkModal(view: unknown): void {
  shape(
    {
      type: exactly('modal'),
      title: plain(24),
      blocks: list(1, 100, block('modal')),
    },
    {
      callback_id: text(1, 255),
      private_metadata: text(0, 3_000),
      submit: plain(24),
      close: plain(24),
      notify_on_close: flag,
      clear_on_close: flag,
      external_id: text(1, 255),
    },
  )(view, '');
  const { blocks, submit } = view as { blocks: { type: string }[]; submit?: unknown };
  across(blocks, '/blocks');
  if (submit === undefined && blocks.some(({ type }) => type === 'input'))
    throw new BlockKitError('/submit', 'is missing, but a modal with inputs needs it');
}

export function checkHome(view: unknown): void {
  shape(
    { type: exactly('home'), blocks: list(1, 100, block('home')) },
    { callback_id: text(1, 255), private_metadata: text(0, 3_000), external_id: text(1, 255) },
  )(view, '');
  across((view as { blocks: unknown[] }).blocks, '/blocks');
}

/** The answer to an options request. */
export function checkOptions(answer: unknown): void {
  shape({ options: list(0, 100, option) }, {})(answer, '');
}

/** The `response_action` of a `view_submission`: errors must name inputs of that view. */
export function checkErrors(answer: unknown, view: { readonly blocks: readonly unknown[] }): void {
  shape({ response_action: exactly('errors'), errors: record(text(1, 3_000)) }, {})(answer, '');
  const inputs = (view.blocks as { type: string; block_id?: string }[])
    .filter(({ type }) => type === 'input')
    .map(({ block_id }) => block_id);
  for (const key of Object.keys((answer as { errors: object }).errors))
    if (!inputs.includes(key)) throw new BlockKitError(`/errors/${key}`, 'is not an input of the view');
}

// --- Shapes ------------------------------------------------------------------------------------------------------

type Check = (value: unknown, at: string) => void;
type Surface = 'message' | 'modal' | 'home';

function text(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'string') throw new BlockKitError(at, 'must be a string');
    if (value.length < min) throw new BlockKitError(at, `must have at least ${min} characters`);
    if (value.length > max) throw new BlockKitError(at, `has ${value.length} characters, more than ${max}`);
    if (min > 0 && max > 1 && value.trim() === '' && at.endsWith('/text'))
      if (!BLANK_ALLOWED.test(at)) throw new BlockKitError(at, 'is blank');
  };
}

/** Where blanks are allowed: a blank cell, and the blanks between two styled words. */
const BLANK_ALLOWED = /\/rows\/\d+\/\d+\/text$|\/elements\/\d+\/elements\/\d+(?:\/elements\/\d+)?\/text$/;

function number(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new BlockKitError(at, 'must be a number');
    if (value < min || value > max) throw new BlockKitError(at, `must be from ${min} to ${max}`);
  };
}

const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') throw new BlockKitError(at, 'must be true or false');
};

function exactly(...allowed: readonly unknown[]): Check {
  return (value, at) => {
    if (!allowed.includes(value)) throw new BlockKitError(at, `must be ${allowed.join(' or ')}`);
  };
}

function list(min: number, max: number, item: Check): Check {
  return (value, at) => {
    if (!Array.isArray(value)) throw new BlockKitError(at, 'must be a list');
    if (value.length < min) throw new BlockKitError(at, `must have at least ${min} items`);
    if (value.length > max) throw new BlockKitError(at, `has ${value.length} items, more than ${max}`);
    for (const [index, one] of value.entries()) item(one, `${at}/${index}`);
  };
}

function record(item: Check): Check {
  return (value, at) => {
    if (typeof value !== 'object' || value === null) throw new BlockKitError(at, 'must be an object');
    for (const [key, one] of Object.entries(value)) item(one, `${at}/${key}`);
  };
}

function shape(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BlockKitError(at, 'must be an object');
    for (const key in required)
      if ((value as Record<string, unknown>)[key] === undefined)
        throw new BlockKitError(`${at}/${key}`, 'is missing');
    for (const key in value) {
      const check = required[key] ?? optional[key];
      if (check === undefined) throw new BlockKitError(`${at}/${key}`, 'is not known');
      const own = (value as Record<string, unknown>)[key];
      if (own !== undefined) check(own, `${at}/${key}`);
    }
  };
}

function byType(shapes: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    const type = (value as { type?: unknown } | null)?.type;
    const check = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (check === undefined) throw new BlockKitError(`${at}/type`, `${String(type)} is not allowed here`);
    check(value, at);
  };
}

// --- The table ---------------------------------------------------------------------------------------------------

function plain(max: number): Check {
  return shape({ type: exactly('plain_text'), text: text(1, max) }, { emoji: flag });
}

function anyText(max: number): Check {
  return byType({
    plain_text: plain(max),
    mrkdwn: shape({ type: exactly('mrkdwn'), text: text(1, max) }, { verbatim: flag }),
  });
}

const id = text(1, 255);
const style = exactly('primary', 'danger');
const option = shape({ text: plain(75), value: text(1, 150) }, { description: plain(75) });
const confirm = shape(
  { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) },
  { style },
);

const button = shape(
  { type: exactly('button'), text: plain(75), action_id: id },
  { value: text(1, 2_000), url: text(1, 3_000), style, confirm, accessibility_label: text(1, 75) },
);

/** Slack shows no menu of one choice. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
const overflow = shape(
  { type: exactly('overflow'), action_id: id, options: list(2, 5, option) },
  { confirm },
);

const staticSelect: Check = (value, at) => {
  shape(
    { type: exactly('static_select'), action_id: id },
    {
      options: list(1, 100, option),
      option_groups: list(1, 100, shape({ label: plain(75), options: list(1, 100, option) }, {})),
      initial_option: option,
      placeholder: plain(150),
      confirm,
      focus_on_load: flag,
    },
  )(value, at);
  const select = value as {
    options?: { value: string }[];
    option_groups?: { options: { value: string }[] }[];
    initial_option?: unknown;
  };
  if ((select.options === undefined) === (select.option_groups === undefined))
    throw new BlockKitError(at, 'needs options or option_groups, not both');
  const all = select.options ?? (select.option_groups ?? []).flatMap(({ options }) => options);
  if (
    select.initial_option !== undefined &&
    !all.some((one) => JSON.stringify(one) === JSON.stringify(select.initial_option))
  )
    throw new BlockKitError(`${at}/initial_option`, 'is not one of the options');
};

const day: Check = (value, at) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value))
    throw new BlockKitError(at, 'must be a date like 2026-06-30');
};

const inputElement = byType({
  plain_text_input: shape(
    { type: exactly('plain_text_input'), action_id: id },
    {
      initial_value: text(1, 3_000),
      multiline: flag,
      min_length: number(0, 3_000),
      max_length: number(1, 3_000),
      placeholder: plain(150),
      focus_on_load: flag,
    },
  ),
  datepicker: shape(
    { type: exactly('datepicker'), action_id: id },
    { initial_date: day, placeholder: plain(150), focus_on_load: flag },
  ),
  static_select: staticSelect,
  external_select: shape(
    { type: exactly('external_select'), action_id: id },
    {
      min_query_length: number(0, 100),
      initial_option: option,
      placeholder: plain(150),
      focus_on_load: flag,
    },
  ),
});

const styled = shape({}, { bold: flag, italic: flag, strike: flag, code: flag });
const richElement = byType({
  text: shape({ type: exactly('text'), text: text(1, 3_000) }, { style: styled }),
  link: shape(
    { type: exactly('link'), url: text(1, 3_000) },
    { text: text(1, 3_000), style: styled, unsafe: flag },
  ),
  user: shape({ type: exactly('user'), user_id: id }, { style: styled }),
  usergroup: shape({ type: exactly('usergroup'), usergroup_id: id }, { style: styled }),
  channel: shape({ type: exactly('channel'), channel_id: id }, { style: styled }),
  broadcast: shape(
    { type: exactly('broadcast'), range: exactly('here', 'channel', 'everyone') },
    { style: styled },
  ),
  emoji: shape({ type: exactly('emoji'), name: id }, { unicode: text(1, 100), style: styled }),
});
const section = shape({ type: exactly('rich_text_section'), elements: list(1, 1_000, richElement) }, {});
const richText = shape(
  {
    type: exactly('rich_text'),
    elements: list(
      1,
      100,
      byType({
        rich_text_section: section,
        rich_text_preformatted: shape(
          { type: exactly('rich_text_preformatted'), elements: list(1, 1_000, richElement) },
          { border: number(0, 1) },
        ),
        rich_text_quote: shape(
          { type: exactly('rich_text_quote'), elements: list(1, 1_000, richElement) },
          { border: number(0, 1) },
        ),
        rich_text_list: shape(
          {
            type: exactly('rich_text_list'),
            style: exactly('bullet', 'ordered'),
            elements: list(1, 1_000, section),
          },
          { indent: number(0, 8), border: number(0, 1) },
        ),
      }),
    ),
  },
  { block_id: id },
);

const table: Check = (value, at) => {
  const cell = byType({
    raw_text: shape({ type: exactly('raw_text'), text: text(1, 3_000) }, {}),
    rich_text: richText,
  });
  shape(
    { type: exactly('table'), rows: list(1, 100, list(1, 20, cell)) },
    {
      block_id: id,
      column_settings: list(
        0,
        20,
        shape({}, { align: exactly('left', 'center', 'right'), is_wrapped: flag }),
      ),
    },
  )(value, at);
  const { rows } = value as { rows: unknown[][] };
  if (rows.some((row) => row.length !== rows[0]?.length))
    throw new BlockKitError(`${at}/rows`, 'do not all have the same number of cells');
  if (lengthOf(rows) > 10_000) throw new BlockKitError(`${at}/rows`, 'have more than 10,000 characters');
};

const chart: Check = (value, at) => {
  const point = shape({ label: text(1, 20), value: number(-1e15, 1e15) }, {});
  shape(
    {
      type: exactly('data_visualization'),
      title: text(1, 50),
      chart: shape(
        {
          type: exactly('line', 'bar', 'area'),
          series: list(1, 6, shape({ name: text(1, 20), data: list(1, 20, point) }, {})),
          axis_config: shape(
            { categories: list(1, 20, text(1, 20)) },
            { x_label: text(1, 50), y_label: text(1, 50) },
          ),
        },
        {},
      ),
    },
    { block_id: id },
  )(value, at);
  const { series, axis_config } = (
    value as {
      chart: {
        series: { name: string; data: { label: string }[] }[];
        axis_config: { categories: string[] };
      };
    }
  ).chart;
  once(
    series.map(({ name }) => name),
    `${at}/chart/series`,
  );
  once(axis_config.categories, `${at}/chart/axis_config/categories`);
  for (const [index, { data }] of series.entries())
    if (JSON.stringify(data.map(({ label }) => label)) !== JSON.stringify(axis_config.categories))
      throw new BlockKitError(`${at}/chart/series/${index}/data`, 'must have one point per category');
};

const BLOCKS: Readonly<Record<string, { readonly in: readonly Surface[]; readonly check: Check }>> = {
  rich_text: { in: ['message', 'modal', 'home'], check: richText },
  section: {
    in: ['message', 'modal', 'home'],
    check: shape(
      { type: exactly('section'), text: anyText(3_000) },
      { block_id: id, accessory: byType({ button, overflow }) },
    ),
  },
  header: {
    in: ['message', 'modal', 'home'],
    check: shape({ type: exactly('header'), text: plain(150) }, { block_id: id }),
  },
  context: {
    in: ['message', 'modal', 'home'],
    check: shape({ type: exactly('context'), elements: list(1, 10, anyText(3_000)) }, { block_id: id }),
  },
  divider: { in: ['message', 'modal', 'home'], check: shape({ type: exactly('divider') }, { block_id: id }) },
  actions: {
    in: ['message', 'modal', 'home'],
    check: shape(
      {
        type: exactly('actions'),
        elements: list(1, 25, byType({ button, overflow, static_select: staticSelect })),
      },
      { block_id: id },
    ),
  },
  input: {
    in: ['modal'],
    check: shape(
      { type: exactly('input'), label: plain(2_000), element: inputElement },
      { block_id: id, hint: plain(2_000), optional: flag, dispatch_action: flag },
    ),
  },
  table: { in: ['message'], check: table },
  data_visualization: { in: ['message'], check: chart },
};

function block(surface: Surface): Check {
  const shapes = Object.entries(BLOCKS).filter(([, { in: surfaces }]) => surfaces.includes(surface));
  return byType(Object.fromEntries(shapes.map(([type, { check }]) => [type, check])));
}

// --- Rules across all blocks -------------------------------------------------------------------------------------

/** Our own limit: Slack rejects from about 11,300 characters on and documents no number. */
const TEXT_BUDGET = 10_000;

function across(blocks: readonly unknown[], at: string): void {
  const type = (one: unknown) => (one as { type: string }).type;
  if (blocks.filter((one) => type(one) === 'table').length > 1)
    throw new BlockKitError(at, 'have more than one table (only_one_table_allowed)');
  if (blocks.filter((one) => type(one) === 'data_visualization').length > 2)
    throw new BlockKitError(at, 'have more than two charts');
  const length = lengthOf(blocks);
  if (length > TEXT_BUDGET)
    throw new BlockKitError(at, `have ${length} characters, more than ${TEXT_BUDGET} (msg_blocks_too_long)`);
  once(
    (blocks as { block_id?: string }[]).flatMap(({ block_id }) => block_id ?? []),
    `${at}/*/block_id`,
  );
  once(
    (
      blocks as { type: string; elements: { action_id: string }[]; accessory?: { action_id: string } }[]
    ).flatMap((one) =>
      one.type === 'actions'
        ? one.elements.map(({ action_id }) => action_id)
        : (one.accessory?.action_id ?? []),
    ),
    `${at}/*/action_id`,
  );
}

function once(values: readonly string[], at: string): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) throw new BlockKitError(at, `"${value}" occurs twice`);
    seen.add(value);
  }
}

/** The strings that Slack does not count as text: ids and keywords of the format. */
const NOT_TEXT = new Set([
  'type',
  'action_id',
  'block_id',
  'value',
  'style',
  'align',
  'initial_date',
  'private_metadata',
  'callback_id',
]);

/** Slack does not count the choices of a menu as text of the message. */
const MENU = new Set(['options', 'option_groups', 'initial_option']);

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) {
    let sum = 0;
    for (const one of value) sum += typeof one === 'string' ? stored(one) : lengthOf(one);
    return sum;
  }
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') sum += NOT_TEXT.has(key) ? 0 : stored(inner);
    else if (!MENU.has(key)) sum += lengthOf(inner);
  }
  return sum;
}

function stored(said: string): number {
  let length = said.length;
  if (/[&<>]/.test(said))
    for (const char of said) length += char === '&' ? 4 : char === '<' || char === '>' ? 3 : 0;
  return length;
}
