import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Path, UnplacedProblem } from './problems.ts';

export interface YamlFile {
  readonly value: unknown;
  readonly problems: readonly UnplacedProblem[];
  /** The text is not YAML, so `value` is of no use. */
  readonly broken: boolean;
  /** The line of a key or list entry, or of the nearest thing around it that exists. */
  lineOf(path: Path): number | null;
}

/** Reads YAML and remembers on which line everything is. Aliases are refused: they are not needed, and can expand without end. */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const root = document.contents;
  const lineAt = (offset: number) => lines.linePos(offset).line;

  const problems: UnplacedProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    at: pathAt(root, error.pos[0]),
    line: lineAt(error.pos[0]),
    message: explain(error),
  }));
  visit(document, {
    Alias(_, { range }) {
      const offset = range?.[0] ?? 0;
      const message = 'begins with *, which is a YAML alias; put such text in quotes';
      problems.push({ at: pathAt(root, offset), line: lineAt(offset), message });
    },
  });

  const unquoted = unquotedVariable(text, problems);
  if (unquoted !== null) return { value: null, problems: [unquoted], broken: true, lineOf: () => null };

  const broken = problems.length > document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').length;
  return {
    value: broken ? null : document.toJS(),
    problems,
    broken,
    lineOf(path) {
      const offset = offsetOf(root, path);
      return offset === null ? null : lineAt(offset);
    },
  };
}

/** Where a list is in the text, as offsets. */
export type ListPlace =
  | { readonly kind: 'absent' }
  /** `at`: the end of its key. */
  | { readonly kind: 'empty'; readonly at: number }
  /** `end`: the end of its last entry; `indent`: the blanks before its dash. */
  | { readonly kind: 'entries'; readonly end: number; readonly indent: number }
  /** On one line, or no list. */
  | { readonly kind: 'other' };

/** The place of the list with this key at the top of the file, to add an entry without touching the rest of the text. */
export function placeOfList(text: string, key: string): ListPlace {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const pair = isMap(contents) ? contents.items.find((each) => keyOf(each.key) === key) : undefined;
  if (pair === undefined) return { kind: 'absent' };
  const { value } = pair;
  if (
    value === null ||
    (isScalar(value) && value.value === null) ||
    (isSeq(value) && value.items.length === 0)
  )
    return { kind: 'empty', at: isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0 };
  const last = isSeq(value) && value.flow !== true ? value.items.at(-1) : undefined;
  const start = startOf(last);
  const end = isMap(last) || isScalar(last) ? last.range?.[2] : undefined;
  if (start === null || end === undefined) return { kind: 'other' };
  return { kind: 'entries', end, indent: lines.linePos(text.lastIndexOf('-', start)).col - 1 };
}

/** `{ token: ${TOKEN} }`: between braces YAML reads the braces of a variable as its own, and finds a fault at every word after them. */
function unquotedVariable(text: string, problems: readonly UnplacedProblem[]): UnplacedProblem | null {
  const lines = text.split(/\r?\n/);
  for (const { at, line } of problems) {
    const [, variable] = /(?:^|[\s:,[{])(\$\{\w+\})/.exec(lines[(line ?? 0) - 1] ?? '') ?? [];
    if (line !== undefined && variable !== undefined)
      return { at, line, message: `has ${variable} without quotes; write "${variable}"` };
  }
  return null;
}

function explain({ code, message }: YAMLError): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'is written twice; keep one of them';
    case 'TAB_AS_INDENT':
      return 'is indented with a tab; write spaces';
    case 'TAG_RESOLVE_FAILED':
      return 'begins with a tag; put text that begins with ! in quotes';
    case 'MULTIPLE_DOCS':
      return 'has a second document; remove the line ---';
    default:
      // Without the part of the file that it quotes, which may contain a secret.
      return `is not valid YAML: ${message.replace(/:? ".*$/s, '')}`;
  }
}

function offsetOf(root: unknown, path: Path): number | null {
  let node = root;
  let offset: number | null = null;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyOf(key) === String(part));
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function pathAt(node: unknown, offset: number): Path {
  if (isMap(node)) {
    const pair = node.items.findLast(({ key }) => (startOf(key) ?? Number.POSITIVE_INFINITY) <= offset);
    return pair === undefined ? [] : [keyOf(pair.key), ...pathAt(pair.value, offset)];
  }
  if (isSeq(node)) {
    const index = node.items.findLastIndex((item) => (startOf(item) ?? Number.POSITIVE_INFINITY) <= offset);
    return index < 0 ? [] : [index, ...pathAt(node.items[index], offset)];
  }
  return [];
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function startOf(node: unknown): number | null {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? (node.range?.[0] ?? null) : null;
}
