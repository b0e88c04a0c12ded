import { placeOfList } from '../yaml.ts';

/** An entry of `apps:` or `roster:`. Values that are not settings come first. */
export interface NewEntry {
  readonly list: 'apps' | 'roster';
  readonly fields: Readonly<Record<string, string>>;
  /** For an app they go under `settings`, for a roster source next to its other fields. */
  readonly settings: NewSettings;
}

/** Values by key, or texts one level below. */
export type NewSettings = Readonly<Record<string, string | boolean | Readonly<Record<string, string>>>>;

/**
 * The text of seatkeeper.yaml with one more entry. Every other character of it stays as it is, comments included. Returns `null` where the
 * list is written in a way that cannot be added to, such as `apps: [{ … }]` on one line.
 */
export function addEntry(text: string, entry: NewEntry): string | null {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const write = (indent: number) => entryLines(entry, ' '.repeat(indent)).join(newline);
  const place = placeOfList(text, entry.list);
  switch (place.kind) {
    case 'absent': {
      const end = text === '' || text.endsWith('\n') ? '' : newline;
      return `${text}${end}${entry.list}:${newline}${write(2)}${newline}`;
    }
    case 'empty': {
      // The colon, an empty list behind it, and what follows on the line, such as a comment.
      const [rest, , line] = /^\s*:[ \t]*(\[\s*\])?([^\r\n]*)/.exec(text.slice(place.at)) ?? [];
      if (rest === undefined) return null;
      return `${text.slice(0, place.at)}:${line}${newline}${write(2)}${text.slice(place.at + rest.length)}`;
    }
    case 'entries': {
      const before = text.slice(0, contentEnd(text, place.end));
      return `${before}${newline}${write(place.indent)}${text.slice(before.length)}`;
    }
    case 'other':
      return null;
    default:
      return place satisfies never;
  }
}

/** The end of the last line with content before `end`: blank lines and comments that follow an entry stay behind the new one. */
function contentEnd(text: string, end: number): number {
  const lines = text.slice(0, end).split('\n');
  while (lines.length > 1 && /^\s*(#.*)?$/.test(lines.at(-1) ?? '')) lines.pop();
  const kept = lines.join('\n');
  // An entry may end within a line, before a comment.
  const rest = /^[^\r\n]*/.exec(text.slice(kept.length))?.[0] ?? '';
  return `${kept}${rest}`.replace(/\r$/, '').length;
}

/** The lines of the entry, as they are added. */
export function entryText(entry: NewEntry): string {
  return entryLines(entry, '  ').join('\n');
}

function entryLines({ list, fields, settings }: NewEntry, indent: string): string[] {
  const inner = linesOf(settings);
  const nested = inner.length === 0 || list === 'roster' ? inner : ['settings:', ...inner.map(deeper)];
  return [...linesOf(fields), ...nested].map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}`);
}

function linesOf(settings: NewSettings): string[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    typeof value !== 'object' ? [`${key}: ${scalar(value)}`] : [`${key}:`, ...linesOf(value).map(deeper)],
  );
}

const deeper = (line: string) => `  ${line}`;

/** In quotes wherever YAML could read it as something else. */
function scalar(value: string | boolean): string {
  if (typeof value === 'boolean') return String(value);
  const plain = /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}
