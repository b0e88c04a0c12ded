import { walk } from './adaptive-card.ts';

/**
 * "Live" in a card: text that Teams turns into something other than its characters. These are the ways.
 * - A field that is read as Markdown: `TextBlock.text`, and `title` and `value` of a `FactSet`. Both elements are rejected altogether.
 * - An element that fetches something: Image, Media, Icon, a background, an `iconUrl`.
 * - An address: Action.OpenUrl or a `url` that is not in `links`, the ones we made.
 * - A mention: `msteams.entities`. Speech markup: `speak`. Text for clients that cannot show cards: `fallbackText`.
 * - A date or a field's value: Teams evaluates `{{DATE(…)}}`, `{{TIME(…)}}` and `{{id.value}}` in every text, but not in the value of
 *   a field, which comes back unchanged.
 * Only we may set bold and colour; `skeleton` proves that a name cannot.
 */
export function liveParts(card: unknown, links: readonly string[] = []): string[] {
  const found: string[] = [];
  walk(card, '', (value, at) => {
    if (typeof value.type === 'string' && LIVE_TYPES.has(value.type)) found.push(`${at}: ${value.type}`);
    for (const key of LIVE_KEYS) if (key in value) found.push(`${at}/${key}`);
    if (value.type === 'Action.ToggleVisibility' && !isOurs(value.targetElements))
      found.push(`${at}: ${value.type}`);
    if ('url' in value && !links.some((link) => String(value.url).startsWith(link)))
      found.push(`${at}/url: ${String(value.url)}`);
    for (const key in value) {
      const text = value[key];
      if (typeof text === 'string' && text.includes('{{') && !(key === 'value' && isInput(value, at)))
        found.push(`${at}/${key}: template`);
    }
  });
  return found;
}

/** Only rows of ours are shown and hidden. */
function isOurs(ids: unknown): boolean {
  return Array.isArray(ids) && ids.every((id) => /^row-\d+$/.test(String(id)));
}

function isInput({ type }: Readonly<Record<string, unknown>>, at: string): boolean {
  return String(type).startsWith('Input.') || /\/choices\/\d+$/.test(at);
}

const LIVE_TYPES = new Set([
  'TextBlock',
  'FactSet',
  'Image',
  'ImageSet',
  'Media',
  'Icon',
  'CodeBlock',
  'Action.Http',
]);
const LIVE_KEYS = [
  'entities',
  'speak',
  'fallbackText',
  'backgroundImage',
  'iconUrl',
  'inlineAction',
  'authentication',
];

/** The tree without its words: the same for two cards that differ only in a name. */
export function skeleton(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => skeleton(item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === 'data' && 'title' in value ? '…' : skeleton(inner, name),
      ]),
    );
  if (key === 'width') return '…';
  return typeof value === 'string' && WORDS.has(key) ? '…' : value;
}

const WORDS = new Set(['text', 'title', 'label', 'legend', 'x', 'value', 'url', 'summary', 'xAxisTitle']);

/** All readable text of a card, line by line; for a chart, both the chart and its fallback. */
export function readText(card: unknown): string {
  const lines: string[] = [];
  walk(card, '', (value) => {
    if (value.type === 'RichTextBlock')
      lines.push((value.inlines as readonly { text: string }[]).map(({ text }) => text).join(''));
    for (const key of ['title', 'label', 'legend', 'x', 'y', 'placeholder', 'value'])
      if (typeof value[key] === 'string' || typeof value[key] === 'number') lines.push(String(value[key]));
  });
  return lines.join('\n');
}
