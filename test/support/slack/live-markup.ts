/**
 * "Live" in Slack: text that Slack turns into something other than its characters. There are three ways.
 * - A text object that Slack parses: any `mrkdwn` or `markdown`, and `plain_text` whose colon words may become emoji.
 * - An element of rich text that is not text: a mention (`user`, `usergroup`, `broadcast`, `channel`, `team`), an
 *   `emoji`, a `date`, a `color`, and a `link`, except our own, whose addresses are in `links`.
 * - The fallback line, which Slack always parses: markup that survives escaping, found with Slack's own rules.
 * Only we may set bold, code and italic; `skeleton` proves that a name cannot.
 */
export function liveParts(payload: unknown, links: readonly string[] = []): string[] {
  const found: string[] = [];
  walk(payload, '', (value, at) => {
    const { type } = value;
    if (typeof type === 'string' && LIVE_TYPES.has(type) && !at.includes('/style'))
      found.push(`${at}: ${type}`);
    if (type === 'plain_text' && value.emoji !== false) found.push(`${at}: plain_text with emoji`);
    if (type === 'link' && !links.includes(String(value.url)))
      found.push(`${at}: link to ${String(value.url)}`);
    for (const key of ['image_url', 'thumb_url', 'title_link', 'mrkdwn_in'])
      if (key in value) found.push(`${at}/${key}`);
    if (type === 'button' && 'url' in value) found.push(`${at}/url`);
  });
  const { text } = (payload ?? {}) as { text?: unknown };
  if (typeof text === 'string') found.push(...liveInFallback(text).map((what) => `/text: ${what}`));
  return found;
}

const LIVE_TYPES = new Set([
  'mrkdwn',
  'markdown',
  'user',
  'usergroup',
  'broadcast',
  'channel',
  'team',
  'emoji',
  'date',
  'color',
  'image',
  'video',
]);

/** The markup Slack would find in a line of mrkdwn, whatever `parse` is set to. */
export function liveInFallback(text: string): string[] {
  return FALLBACK.flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [`${what} ${JSON.stringify(match[0])}`];
  });
}

const EDGE = '(?:^|[^\\p{L}\\p{N}])';
const END = '(?:$|[^\\p{L}\\p{N}])';
const FALLBACK: readonly (readonly [string, RegExp])[] = [
  ['unescaped bracket', /[<>]/],
  ['bare ampersand', /&(?!(?:amp|lt|gt);)/],
  ['quote', /^(?:&gt;|>)/m],
  ['bold', new RegExp(`${EDGE}\\*[^*\\n]+\\*${END}`, 'u')],
  ['italic', new RegExp(`${EDGE}_[^_\\n]+_${END}`, 'u')],
  ['strike', new RegExp(`${EDGE}~[^~\\n]+~${END}`, 'u')],
  ['code', /`[^`]+`|```/],
  ['emoji', /:[\w+'-]+:/],
  ['address', /[a-z][a-z0-9+.-]*:\/\//i],
  ['mention', /@(?:channel|here|everyone)\b/i],
  ['more than one line', /[\n\r\u2028\u2029]/],
];

/** The payload without the texts that people read. Names must not change it. */
export function skeleton(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map((one) => (typeof one === 'string' ? '' : skeleton(one)));
  if (typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      READ.has(key) && typeof value === 'string' ? '' : skeleton(value),
    ]),
  );
}

const READ = new Set(['text', 'title', 'label', 'name', 'value', 'url', 'initial_value', 'private_metadata']);

/** Every text that people read, joined. */
export function readText(payload: unknown): string {
  const texts: string[] = [];
  walk(payload, '', (value) => {
    for (const key of ['text', 'title', 'label', 'name', 'fallback'])
      if (typeof value[key] === 'string') texts.push(value[key]);
  });
  return texts.join('\n');
}

function walk(value: unknown, at: string, visit: (value: Record<string, unknown>, at: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>, at);
  for (const [key, inner] of Object.entries(value)) walk(inner, `${at}/${key}`, visit);
}
