/**
 * Checks that everything the documents point at exists: relative links and images, `#headings`, and paths of the repository in `code` and
 * in comments of the source. Also finds pictures that no document shows, or that are too large. `npm run documents` prints each problem
 * with its line and fails when there is one.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const MAX_PICTURE_BYTES = 150_000;
const LINK = /!?\[[^\]]*\]\(\s*<?([^\s)>]+)>?[^)]*\)/g;
const CODE = /`([^`\n]+)`/g;
/** Matches a path (`store/db/open.ts`, `test/architecture.test.ts`, `docs/decisions/`), but not a pattern, a URL or a command. */
const PATH = /^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)+\/?$/;
const SOURCE_PATH = /(?:^|[\s`(])((?:[\w-]+\/)+[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|sql|yaml|md))\b/g;
/** The folders that a path in prose may be relative to. */
const ROOTS = ['', 'src/', 'docs/', 'test/'];

/** Every problem of the documents among `files` (paths below `root`), as `file:line: problem`. */
export function problemsOf(root, files) {
  const documents = files.filter((file) => file.endsWith('.md'));
  const sources = files.filter((file) => /^(?:src|test|bench|scripts)\/.*\.(?:ts|mjs)$/.test(file));
  const known = new Set(files);
  for (const file of files)
    for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) known.add(folder);
  const isThere = (path) => known.has(path.replace(/\/$/, '')) || existsSync(join(root, path));
  const read = (file) => readFileSync(join(root, file), 'utf8');
  return [
    ...documents.flatMap((file) => deadLinks(file, read, isThere)),
    ...documents.flatMap((file) => deadPaths(file, read(file), isThere, known)),
    ...sources.flatMap((file) => deadMentions(file, read(file), isThere)),
    ...picturesOf(root, files, documents, read),
  ];
}

function deadLinks(file, read, isThere) {
  return eachLine(read(file), (line) =>
    [...withoutCode(line).matchAll(LINK)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/i.test(target)) return [];
      const [path = '', heading] = target.split('#');
      const to = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
      if (!isThere(to)) return [`the link leads to ${to}, which does not exist`];
      if (heading === undefined || !to.endsWith('.md') || headingsOf(read(to)).has(heading)) return [];
      return [`${to} has no heading #${heading}`];
    }),
  ).map((problem) => `${file}:${problem}`);
}

function deadPaths(file, text, isThere, known) {
  const tops = new Set([...known].map((path) => path.split('/')[0]));
  const isOurs = (path) => ROOTS.some((start) => known.has(`${start}${path.split('/')[0]}`));
  return eachLine(text, (line) =>
    [...line.matchAll(CODE)].flatMap(([, code = '']) => {
      if (!PATH.test(code) || !(tops.has(code.split('/')[0]) || isOurs(code))) return [];
      const found = [...ROOTS, `${posix.dirname(file)}/`].some((start) => isThere(posix.join(start, code)));
      return found || isIgnored(code) ? [] : [`${code} does not exist`];
    }),
  ).map((problem) => `${file}:${problem}`);
}

/** Whether the file is made by building, installing or running the product. */
function isIgnored(path) {
  return /^(?:dist|data|node_modules|coverage)\//.test(path);
}

/** Comments that name a missing file. A comment may use the path from the root, from `src`, or from its own folder. */
function deadMentions(file, text, isThere) {
  return eachLine(text, (line) => {
    const comment = /^\s*(?:\/\/|\/?\*)(.*)$/.exec(line)?.[1];
    if (comment === undefined || /https?:/.test(comment)) return [];
    return [...comment.matchAll(SOURCE_PATH)].flatMap(([, path = '']) => {
      const starts = ['', 'src/', `${posix.dirname(file)}/`, `${posix.dirname(posix.dirname(file))}/`];
      return starts.some((start) => isThere(posix.join(start, path))) ? [] : [`${path} does not exist`];
    });
  }).map((problem) => `${file}:${problem}`);
}

function picturesOf(root, files, documents, read) {
  const shown = new Set(
    documents.flatMap((file) =>
      [...read(file).matchAll(LINK)].map(([, target = '']) => posix.join(posix.dirname(file), target)),
    ),
  );
  return files
    .filter((file) => /^docs\/.*\.(?:png|svg|jpe?g|gif)$/.test(file))
    .flatMap((file) => {
      const { size } = statSync(join(root, file));
      if (!shown.has(file)) return [`${file}: no document shows this picture`];
      return size > MAX_PICTURE_BYTES ? [`${file}: ${size} bytes, more than ${MAX_PICTURE_BYTES}`] : [];
    });
}

/** The anchor of a heading, as GitHub forms it. */
function headingsOf(text) {
  const found = new Set();
  for (const [, title = ''] of text.matchAll(/^#{1,6}\s+(.+)$/gm))
    found.add(
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    );
  return found;
}

function eachLine(text, look) {
  let fenced = false;
  return text.split('\n').flatMap((line, at) => {
    if (/^\s*```/.test(line)) fenced = !fenced;
    return fenced ? [] : look(line).map((problem) => `${at + 1}: ${problem}`);
  });
}

function withoutCode(line) {
  return line.replace(/`[^`]*`/g, '');
}

/** All files, except those that are made by building, installing or running the product. */
function filesBelow(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (/^(?:\.git|node_modules|dist|data|coverage)$/.test(path)) return [];
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = filesBelow(root);
  const problems = problemsOf(root, files);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write('documents: every link, path and picture exists\n');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
