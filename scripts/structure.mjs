/**
 * Measures the structure of `src` from its imports: files and lines per folder, arrows between rooms, circles between files and between
 * shelves. `npm run structure` prints it and fails on a circle or an overfull folder; the architecture test uses the same functions.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const MAX_FILES = 15;

const STATEMENT = /(?:^|;)[ \t]*(import|export)\b(?:\s+(type)\b)?[^'"`;]*?(?:\bfrom\s*)?(['"])([^'"\n]+)\3/gm;
const CALL = /\b(?:import|require)\s*\(\s*(['"`]?)([^'"`)\n]*)\1/g;

/** Every source file below `folder`, by its path with `/`. */
export function readFiles(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Everything one file imports: by statement, re-export, `import()` or `require`. */
export function importsOf(file, text) {
  const code = withoutComments(text);
  const found = [];
  for (const [whole, verb, type, , specifier = ''] of code.matchAll(STATEMENT)) {
    const names = /\{([^}]*)\}/
      .exec(whole)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const onlyTypes = names?.filter((name) => name !== '').every((name) => name.startsWith('type '));
    if (verb === 'export' && !/\bfrom\s*['"]/.test(whole)) continue;
    found.push({ specifier, typeOnly: type !== undefined || onlyTypes === true });
  }
  for (const [, quote, specifier = ''] of code.matchAll(CALL))
    found.push({ specifier: quote === '' ? `<${specifier}>` : specifier, typeOnly: false });
  return found.map(({ specifier, typeOnly }) => {
    if (specifier.startsWith('.'))
      return { target: posix.join(posix.dirname(file), specifier), kind: 'ours', typeOnly };
    return { target: specifier, kind: specifier.startsWith('node:') ? 'node' : 'npm', typeOnly };
  });
}

/** The source without its comments: a file that mentions `process.env` in a comment does not read it. */
export function withoutComments(text) {
  return text
    .split('\n')
    .map((line) => (/^\s*(\/\/|\/?\*)/.test(line) ? '' : line.replace(/\s\/\/ .*$/, '')))
    .join('\n');
}

/** The imports between groups: `groupOf` maps a file to itself, its shelf or its room. */
export function arrows(files, groupOf = (file) => file) {
  const graph = new Map();
  for (const [file, text] of files) {
    const from = groupOf(file);
    const targets = graph.get(from) ?? new Set();
    for (const { kind, target } of importsOf(file, text))
      if (kind === 'ours' && files.has(target) && groupOf(target) !== from) targets.add(groupOf(target));
    graph.set(from, targets);
  }
  return graph;
}

/** The first folder of a path, or the file itself at the root. */
export function roomOf(file) {
  const [room, ...rest] = file.split('/');
  return rest.length === 0 ? file : `${room}/`;
}

/** The folder of a file; a file in the root of its room counts on its own. */
export function shelfOf(file) {
  const folders = file.split('/').slice(0, -1);
  return folders.length < 2 ? file : `${folders.join('/')}/`;
}

/** Sets of nodes in which each reaches all others (Tarjan), largest first. */
export function circles(graph) {
  const found = [];
  const stack = [];
  const seen = new Map();
  const visit = (node) => {
    const state = { index: seen.size, low: seen.size, waiting: true };
    seen.set(node, state);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const known = seen.get(next);
      if (known === undefined) state.low = Math.min(state.low, visit(next).low);
      else if (known.waiting) state.low = Math.min(state.low, known.index);
    }
    if (state.low === state.index) {
      const circle = stack.splice(stack.indexOf(node));
      for (const member of circle) seen.get(member).waiting = false;
      if (circle.length > 1) found.push(circle.sort());
    }
    return state;
  };
  for (const node of graph.keys()) if (!seen.has(node)) visit(node);
  return found.sort((a, b) => b.length - a.length);
}

/** Folders that hold more than `limit` files directly. */
export function overfull(files, limit = MAX_FILES) {
  return [...countsOf(files)]
    .filter(([, { files: count }]) => count > limit)
    .map(([folder, { files: count }]) => `${folder} holds ${count} files, more than ${limit}`);
}

function countsOf(files) {
  const counts = new Map();
  for (const [file, text] of files) {
    const folder = `${posix.dirname(file)}/`;
    const entry = counts.get(folder) ?? { files: 0, lines: 0 };
    counts.set(folder, { files: entry.files + 1, lines: entry.lines + text.split('\n').length - 1 });
  }
  return counts;
}

function report(files) {
  const counts = [...countsOf(files)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rooms = arrows(files, roomOf);
  const width = Math.max(...counts.map(([folder]) => folder.length));
  const lines = [...files.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  const between = [...rooms.values()].reduce((sum, targets) => sum + targets.size, 0);
  return [
    `${'folder'.padEnd(width)}  files  lines`,
    ...counts.map(
      ([folder, { files: count, lines }]) =>
        `${(folder === './' ? '(src)' : folder).padEnd(width)}  ${String(count).padStart(5)}  ${String(lines).padStart(5)}`,
    ),
    `${files.size} files, ${lines} lines, ${counts.length} folders`,
    `${between} arrows between ${rooms.size} rooms:`,
    ...[...rooms]
      .filter(([, targets]) => targets.size > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([room, targets]) => `  ${room} → ${[...targets].sort().join(' ')}`),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = readFiles(fileURLToPath(new URL('../src', import.meta.url)));
  const problems = [
    ...circles(arrows(files)).map((circle) => `circle between files: ${circle.join(' ↔ ')}`),
    ...circles(arrows(files, shelfOf)).map((circle) => `circle between shelves: ${circle.join(' ↔ ')}`),
    ...overfull(files),
  ];
  const print = (text) => process.stdout.write(`${text}\n`);
  if (!process.argv.includes('--quiet')) for (const line of report(files)) print(line);
  for (const problem of problems) print(problem);
  if (problems.length === 0) print('no circles, no overfull folder');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
