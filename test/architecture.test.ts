import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  arrows,
  circles,
  type Files,
  type Import,
  importsOf,
  overfull,
  readFiles,
  shelfOf,
  withoutComments,
} from '../scripts/structure.mjs';

// --- The allowed imports -----------------------------------------------------------------------------------------

interface Room {
  /** A folder with its `/`, or a file. A file belongs to the room with the longest match. */
  readonly of: string;
  /** Our folders and files that it may import, besides the room itself. */
  readonly knows: readonly string[];
  /** Further ones of which it may import only types. */
  readonly typesOf?: readonly string[];
  /** Packages, besides those in `HOMES`. */
  readonly packages?: readonly string[];
  readonly node?: boolean;
}

/**
 * What is wrong with a term of a subscription: the admin reads one sentence about it, whether the term comes from a
 * command, from seatkeeper.yaml or from a CSV file. The file is pure and knows only the domain.
 */
const TERM_PROBLEMS = 'chat/say/licenses/term-problem.ts';
const CHECKED_YAML = ['config/yaml.ts', 'config/issues.ts', 'config/problems.ts'];
const SPOKEN = ['chat/say/', 'chat/form.ts', 'chat/platform.ts'];
const PLATFORM = [
  'domain/',
  'chat/say/',
  'chat/form.ts',
  'chat/platform.ts',
  'chat/grammar.ts',
  'chat/strip-controls.ts',
  'chat/link-lookalikes.ts',
  'chat/figures.ts',
  'chat/rejections.ts',
  'chat/delivery-error.ts',
  'chat/alert-sender.ts',
  'chat/answer-cache.ts',
];

const ROOMS: readonly Room[] = [
  { of: 'domain/', knows: [], packages: ['zod'] },
  // A hash is pure, and so is the spelling of a domain.
  { of: 'domain/long-id.ts', knows: [], node: true },
  { of: 'domain/removal/plan-hash.ts', knows: ['domain/'], node: true },
  { of: 'chat/readable-domain.ts', knows: [], node: true },
  // A declaration is YAML, checked and told of like seatkeeper.yaml.
  { of: 'connectors/', knows: ['domain/', TERM_PROBLEMS, ...CHECKED_YAML], packages: ['zod'], node: true },
  { of: 'roster/', knows: ['domain/', 'connectors/'], packages: ['zod'], node: true },
  {
    of: 'chat/',
    knows: ['domain/', 'chat/readable-domain.ts'],
    typesOf: ['web/', 'chat/say/overview/home.ts'],
    packages: ['zod'],
  },
  { of: 'web/', knows: [], node: true },
  // Sentences may contain a command, quoted so that it works when typed.
  { of: 'chat/say/', knows: ['domain/', 'chat/grammar.ts'] },
  { of: 'chat/terminal/', knows: PLATFORM, packages: ['zod'], node: true },
  { of: 'chat/slack/', knows: PLATFORM, typesOf: ['web/'], packages: ['zod'], node: true },
  { of: 'chat/teams/', knows: PLATFORM, typesOf: ['web/'], packages: ['zod'], node: true },
  { of: 'store/', knows: ['domain/'], packages: ['zod'], node: true },
  {
    of: 'flows/',
    knows: ['domain/', 'store/', 'connectors/base/errors.ts', ...SPOKEN],
    typesOf: [
      'connectors/base/connector.ts',
      'connectors/base/declaration.ts',
      'connectors/base/removal.ts',
      'roster/roster.ts',
      'config/config.ts',
      'log.ts',
    ],
  },
  { of: 'export/', knows: [], node: true },
  { of: 'commands/', knows: ['domain/', 'store/', 'flows/', 'export/', 'chat/grammar.ts', ...SPOKEN] },
  { of: 'jobs/', knows: [], typesOf: ['domain/'] },
  { of: 'config/', knows: ['domain/', TERM_PROBLEMS], packages: ['zod'], node: true },
  { of: 'log.ts', knows: ['config/secrets.ts'] },
];

/** The files that put the rooms together may import everything. */
const ASSEMBLY = ['main.ts', 'host.ts', 'service/', 'shell/'];

/** In every room that allows the package. */
const ANYWHERE = '';
/** The one place of each dependency. */
const HOMES: Readonly<Record<string, { readonly in: string; readonly also?: string }>> = {
  zod: { in: ANYWHERE },
  'better-sqlite3': { in: 'store/' },
  'drizzle-orm': { in: 'store/' },
  fflate: { in: 'export/zip.ts', also: 'connectors/csv-text/unpack.ts' },
  'read-excel-file': { in: 'connectors/csv-text/workbook.ts' },
  'ipaddr.js': { in: 'connectors/network/addresses.ts' },
  undici: { in: 'connectors/network/dial.ts' },
  'https-proxy-agent': { in: 'connectors/network/node-agent.ts' },
  ldapts: { in: 'connectors/ldap-client/wire.ts' },
  jose: { in: 'connectors/oauth/assertion.ts' },
  papaparse: { in: 'connectors/csv-text/rows.ts' },
  ssh2: { in: 'connectors/files/sftp-session.ts' },
  yaml: { in: 'config/yaml.ts' },
  'prom-client': { in: 'service/watching/metrics.ts' },
  '@opentelemetry/api': { in: 'service/tracing/export-spans.ts' },
  '@opentelemetry/exporter-trace-otlp-http': { in: 'service/tracing/export-spans.ts' },
  '@opentelemetry/resources': { in: 'service/tracing/export-spans.ts' },
  '@opentelemetry/sdk-trace-base': { in: 'service/tracing/export-spans.ts' },
  croner: { in: 'jobs/schedule.ts' },
  pino: { in: 'log.ts' },
  '@slack/bolt': { in: 'chat/slack/bolt.ts' },
  botbuilder: { in: 'chat/teams/inbound/bot.ts' },
};

/** Engines: the rest of `src` imports only the door, so that a reader need not understand the files behind it. */
const DOORS: readonly { readonly folder: string; readonly door: string }[] = [
  { folder: 'domain/roster-index/', door: 'domain/roster-index/roster-index.ts' },
  { folder: 'flows/rules/', door: 'flows/rules/domain-rules.ts' },
  { folder: 'store/access/', door: 'store/access/access-table.ts' },
  { folder: 'store/first-import/', door: 'store/first-import/first-import.ts' },
];

/** What a person reads. Log lines, and errors that only a programming mistake causes, are in lower case or begin with the platform. */
const SENTENCE = new RegExp(
  [
    // Five words, the first with a capital.
    /(?<quote>['"`])(?!(?:Slack|Teams): )[A-Z][a-z’']*(?:[ ,:;]+(?:[\w’'.,-]|\$\{[^}]*\})+){4,}[^'"`\n]*\k<quote>/,
    // A value, what is wrong with it, and what to do.
    /`\$\{[^}]*\}(?: [a-z’'-]+){2,}[^`\n]*[.;](?: |`)/,
    // Three words in a property that is shown to a person.
    /\b(?:fix|found|hint|problem|reason|text|why)\s*[:=]\s*(?<mark>['"`])(?:[a-z][\w’']*|\$\{[^}]*\})(?:[ ,:;]+(?:[\w’'.,-]|\$\{[^}]*\})+){2,}[^'"`\n]*\k<mark>/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Words allowed only in `at`, which holds files and folders. Each of these must contain the word; otherwise the rule is out of date. */
const WORDS: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly within: string;
  readonly at: readonly string[];
}[] = [
  { what: 'process.env', pattern: /\bprocess\s*(?:\?\.|\.)\s*env\b/, within: '', at: ['config/config.ts'] },
  {
    what: 'process',
    pattern: /\bprocess(?:\??\.\w|\s*\[)|=\s*process\b|['"](?:node:)?process['"]/,
    within: '',
    at: ['main.ts', 'config/config.ts', 'store/db/lock.ts'],
  },
  {
    what: 'sentences, which belong in chat/say',
    pattern: SENTENCE,
    within: '',
    at: [
      'chat/say/',
      // The words about a vendor and its data are part of the connector's declaration.
      'connectors/',
      // Errors of a boundary keep their message beside their kind.
      'store/backup/backup.ts',
      'store/backup/read-backup.ts',
      'store/backup/swap.ts',
      'store/db/errors.ts',
      'store/db/lock.ts',
      'store/db/open.ts',
      'store/db/unfinished-restore.ts',
      'export/errors.ts',
      'export/file.ts',
      'export/zip.ts',
      // What each metric means is part of the format.
      'service/watching/metrics.ts',
      // A cell that Excel cannot hold, noted in the file itself.
      'export/xlsx.ts',
    ],
  },
  ...['domain/', 'chat/say/', 'flows/'].map((within) => ({
    what: 'the clock or chance',
    pattern:
      /\bDate\.now\b|\bnew Date\s*(?:\(\s*\)|;)|\bDate\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b/,
    within,
    at: [],
  })),
];

const MAX_LINES = 250;
const EMPTY_WORDS = /^(utils?|helpers?|common|types?|index|misc|shared)$/;

// --- The checker -------------------------------------------------------------------------------------------------

const isIn = (file: string, place: string) =>
  place === '' || file === place || (place.endsWith('/') && file.startsWith(place));

function roomOf(file: string): Room | null {
  const fitting = ROOMS.filter((room) => isIn(file, room.of));
  return fitting.toSorted((a, b) => b.of.length - a.of.length)[0] ?? null;
}

/** A room without its inner rooms: `chat/` may not import `chat/say/` only because it is inside. */
function isOwn(room: Room, target: string): boolean {
  return isIn(target, room.of) && roomOf(target) === room;
}

/** The package behind `drizzle-orm/sqlite-core`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function wrongImports(files: Files): string[] {
  return [...files].flatMap(([file, text]) => {
    if (ASSEMBLY.some((place) => isIn(file, place))) return [];
    const room = roomOf(file);
    if (room === null) return [`${file} belongs to no room: add its room to ROOMS`];
    return importsOf(file, text)
      .filter((to) => !mayImport(room, to))
      .map(({ target, typeOnly }) => `${file} must not import ${target}${typeOnly ? ' (type)' : ''}`);
  });
}

function mayImport(room: Room, { target, kind, typeOnly }: Import): boolean {
  switch (kind) {
    case 'node':
      return room.node === true;
    case 'npm':
      // The others have one home each: see homelessPackages.
      return HOMES[packageOf(target)]?.in !== ANYWHERE || (room.packages ?? []).includes(packageOf(target));
    case 'ours':
      return (
        isOwn(room, target) ||
        room.knows.some((place) => isIn(target, place)) ||
        (typeOnly && (room.typesOf ?? []).some((place) => isIn(target, place)))
      );
    default:
      return kind satisfies never;
  }
}

function homelessPackages(files: Files): string[] {
  return [...files].flatMap(([file, text]) =>
    importsOf(file, text).flatMap(({ kind, target }) => {
      if (kind !== 'npm') return [];
      const home = HOMES[packageOf(target)];
      if (home === undefined) return [`${file} imports ${target}, which has no home in HOMES`];
      if (home.also !== undefined && isIn(file, home.also)) return [];
      return isIn(file, home.in) ? [] : [`${file} imports ${target}, which belongs in ${home.in}`];
    }),
  );
}

function wrongWords(files: Files): string[] {
  return WORDS.flatMap(({ what, pattern, within, at }) =>
    [...files]
      .filter(([file]) => isIn(file, within) && !at.some((place) => isIn(file, place)))
      .filter(([, text]) => pattern.test(withoutComments(text)))
      .map(([file]) => `${file} must not use ${what}`),
  );
}

function wrongShapes(files: Files): string[] {
  return [...files].flatMap(([file, text]) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    const words = file.replace(/(\.d)?\.[a-z]+$/, '').split('/');
    return [
      ...(lines > MAX_LINES ? [`${file} has ${lines} lines, more than ${MAX_LINES}`] : []),
      ...(words.length > (isIn(file, 'chat/') ? 4 : 3)
        ? [`${file} lies more than ${isIn(file, 'chat/') ? 'three' : 'two'} folders below src`]
        : []),
      ...(words.some((word) => EMPTY_WORDS.test(word)) ? [`${file} has a name that says nothing`] : []),
      ...(words.every((word) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)) ? [] : [`${file} is not kebab-case`]),
    ];
  });
}

function brokenDoors(files: Files, doors = DOORS): string[] {
  return [...files].flatMap(([file, text]) =>
    importsOf(file, text).flatMap(({ target }) =>
      doors
        .filter(({ folder, door }) => isIn(target, folder) && !isIn(file, folder) && target !== door)
        .map(({ door }) => `${file} must not import ${target}, only ${door}`),
    ),
  );
}

/** Rules about something that no longer exists. */
function lostRules(files: Files, dependencies: readonly string[]): string[] {
  const places = [...files.keys()];
  const exists = (place: string) => places.some((file) => isIn(file, place));
  const used = (name: string) =>
    [...files].some(([file, text]) => importsOf(file, text).some(({ target }) => packageOf(target) === name));
  return [
    ...ROOMS.filter(({ of }) => !exists(of)).map(({ of }) => `no files in ${of}`),
    ...ROOMS.flatMap(({ of, knows, typesOf = [] }) =>
      [...knows, ...typesOf]
        .filter((place) => !exists(place))
        .map((place) => `${of} may import ${place}, which is gone`),
    ),
    ...DOORS.filter(({ door }) => !files.has(door)).map(({ door }) => `the door ${door} is gone`),
    ...ASSEMBLY.filter((file) => !exists(file)).map((file) => `${file} is gone`),
    ...Object.keys(HOMES)
      .filter((name) => !used(name))
      .map((name) => `no file imports ${name}`),
    ...dependencies.filter((name) => HOMES[name] === undefined).map((name) => `${name} has no home in HOMES`),
    ...WORDS.flatMap(({ what, pattern, within, at }) => [
      ...(exists(within) ? [] : [`no files in ${within}`]),
      ...at
        .filter((place) => ![...files].some(([file, text]) => isIn(file, place) && pattern.test(text)))
        .map((place) => `${place} no longer uses ${what}`),
    ]),
  ];
}

// --- The source today --------------------------------------------------------------------------------------------

const SRC = join(import.meta.dirname, '../src');
const HOUSE = readFiles(SRC);
const PACKAGE: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
);
const DEPENDENCIES = Object.keys(PACKAGE.dependencies);

describe('the source', () => {
  it('imports only what the rules allow', () => {
    expect(wrongImports(HOUSE)).toEqual([]);
  });

  it('has no circles between files or shelves', () => {
    expect(circles(arrows(HOUSE))).toEqual([]);
    expect(circles(arrows(HOUSE, shelfOf))).toEqual([]);
  });

  it('has no folder with more files than a reader can take in at a glance', () => {
    expect(overfull(HOUSE)).toEqual([]);
  });

  it('imports engines only through their doors', () => {
    expect(brokenDoors(HOUSE)).toEqual([]);
  });

  it('imports every dependency in its one place only', () => {
    expect(homelessPackages(HOUSE)).toEqual([]);
  });

  it('uses environment, process, clock and chance only where allowed, and writes sentences only in chat/say', () => {
    expect(wrongWords(HOUSE)).toEqual([]);
  });

  it('has short files with specific names, in shallow folders', () => {
    expect(wrongShapes(HOUSE)).toEqual([]);
  });

  it('contains everything that the rules are about', () => {
    expect(lostRules(HOUSE, DEPENDENCIES)).toEqual([]);
  });

  it('has imports in every room, so they are really read', () => {
    expect(HOUSE.size).toBeGreaterThan(100);
    for (const { of } of ROOMS) {
      const inside = [...HOUSE].filter(([file]) => roomOf(file)?.of === of);
      const imports = inside.flatMap(([file, text]) => importsOf(file, text));
      expect(imports.length, of).toBeGreaterThan(0);
    }
  });

  it('imports only files that exist', () => {
    const dangling = [...HOUSE].flatMap(([file, text]) =>
      importsOf(file, text)
        .filter(({ kind, target }) => kind === 'ours' && !HOUSE.has(target))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(dangling).toEqual([]);
  });
});

// --- The checker finds mistakes ----------------------------------------------------------------------------------

const house = (file: string, text: string): Files => new Map([[file, text]]);
const imports = (text: string) =>
  importsOf('flows/x.ts', text).map(({ target, typeOnly }) => `${target}${typeOnly ? '!' : ''}`);

describe('the tests', () => {
  const LEFT_OUT = /^\s*(?:describe|it|test)(?:\.\w+)*\.(?:fails|only|runIf|skip|skipIf|todo)\b/m;

  it('all run; only those that need Linux may be skipped', () => {
    const left = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:test|e2e)\.ts$/.test(file))
      .filter((file) => LEFT_OUT.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
      .map((file) => file.replaceAll('\\', '/'));
    expect(left).toEqual(['export/file.test.ts']);
  });

  it.each(['test.skip', 'x();\n  it.concurrent.only', 'describe.skipIf(now)'])(
    'the search above finds %s',
    (text) => {
      expect(LEFT_OUT.test(`${text}('x', () => {});`)).toBe(true);
    },
  );
});

describe('the checker', () => {
  const files = (...entries: readonly (readonly [string, string])[]): Files => new Map(entries);

  it('finds circles between files, including circles of types and through a third file', () => {
    const a = ['flows/a.ts', "import type { B } from './b.ts';"] as const;
    const b = ['flows/b.ts', "import { c } from './c.ts';"] as const;
    const c = ['flows/c.ts', "const a = await import('./a.ts');"] as const;
    expect(circles(arrows(files(a, b, c)))).toEqual([['flows/a.ts', 'flows/b.ts', 'flows/c.ts']]);
    expect(circles(arrows(files(a, b, ['flows/c.ts', ''])))).toEqual([]);
  });

  it('finds a circle between shelves whose files form none, and lets a file beside them import both', () => {
    const one = ['flows/one/a.ts', "import { b } from '../two/b.ts';"] as const;
    const two = ['flows/two/c.ts', "import { d } from '../one/d.ts';"] as const;
    const rest = [['flows/two/b.ts', ''] as const, ['flows/one/d.ts', ''] as const];
    expect(circles(arrows(files(one, two, ...rest), shelfOf))).toEqual([['flows/one/', 'flows/two/']]);
    const beside = [
      'flows/all.ts',
      "import { b } from './two/b.ts';\nimport { d } from './one/d.ts';",
    ] as const;
    expect(circles(arrows(files(one, beside, ...rest), shelfOf))).toEqual([]);
  });

  it('finds an overfull folder', () => {
    const full = files(...[...'abcdefghijklmnop'].map((name) => [`flows/sync/${name}.ts`, ''] as const));
    expect(overfull(full)).toEqual(['flows/sync/ holds 16 files, more than 15']);
    expect(overfull(full, 16)).toEqual([]);
  });

  it('keeps an engine behind its door', () => {
    const doors = [{ folder: 'store/engine/', door: 'store/engine/engine.ts' }];
    const inside = ['store/engine/engine.ts', "import { part } from './part.ts';"] as const;
    const through = ['flows/a.ts', "import { engine } from '../store/engine/engine.ts';"] as const;
    const around = ['flows/b.ts', "import type { Part } from '../store/engine/part.ts';"] as const;
    expect(brokenDoors(files(inside, through), doors)).toEqual([]);
    expect(brokenDoors(files(inside, around), doors)).toEqual([
      'flows/b.ts must not import store/engine/part.ts, only store/engine/engine.ts',
    ]);
  });

  it('reads every way to import', () => {
    expect(
      imports(
        [
          "import 'node:fs';",
          "import a from 'a';",
          "import type { B } from './b.ts';",
          "import { type C, type D } from '../c.ts';",
          'import {\n  type E,\n  e,\n} from "../store/e.ts";',
          "import * as f from 'f/g';",
          "export { h } from './h.ts';",
          "export * from './i.ts';",
          "export type { J } from './j.ts';",
          "const k = await import('./k.ts');",
          "type L = import('./l.ts').L;",
          "const m = require('m');",
          'const n = await import(name);',
          '  export * as o from "./o.ts"; import p from "p";',
        ].join('\n'),
      ),
    ).toEqual([
      'node:fs',
      'a',
      'flows/b.ts!',
      'c.ts!',
      'store/e.ts',
      'f/g',
      'flows/h.ts',
      'flows/i.ts',
      'flows/j.ts!',
      'flows/o.ts',
      'p',
      'flows/k.ts',
      'flows/l.ts',
      'm',
      '<name>',
    ]);
  });

  it('ignores comments and texts that look like imports', () => {
    expect(
      imports(
        [
          "// import a from 'a';",
          " * import b from 'b';",
          'export const said = \'words from "c"\';',
          'export function d() {\n  return `moved from a to b`;\n}',
          "export const day = (word: string) => word; // from 'f'",
        ].join('\n'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['domain/x.ts', "import { readFileSync } from 'node:fs';"],
    ['domain/x.ts', "import { drizzle } from 'yaml-like';"],
    ['domain/x.ts', "import type { Store } from '../store/open.ts';"],
    ['domain/x.ts', "export * from '../chat/platform.ts';"],
    ['connectors/x.ts', "import type { Store } from '../store/open.ts';"],
    ['connectors/x.ts', "import { csvRoster } from '../src/connectors/csv/csv.ts';"],
    ['roster/x.ts', "import { syncAll } from '../flows/sync-all.ts';"],
    ['roster/x.ts', "import type { Message } from '../chat/platform.ts';"],
    ['chat/x.ts', "import type { Store } from '../store/open.ts';"],
    ['chat/x.ts', "import { alertMessage } from './say/alert.ts';"],
    ['chat/say/x.ts', "import { format } from 'node:util';"],
    ['chat/say/x.ts', "import { z } from 'zod';"],
    ['chat/say/x.ts', "import type { ChatPlatform } from '../platform.ts';"],
    ['chat/say/x.ts', "import { render } from '../terminal/render.ts';"],
    ['chat/slack/x.ts', "import { render } from '../terminal/render.ts';"],
    ['chat/slack/x.ts', "import { act } from '../../flows/act.ts';"],
    ['chat/teams/x.ts', "import { render } from '../slack/render.ts';"],
    ['store/x.ts', "import { act } from '../flows/act.ts';"],
    ['store/x.ts', "import { alertMessage } from '../chat/say/alert.ts';"],
    ['store/x.ts', "import type { Config } from '../config/config.ts';"],
    ['flows/x.ts', "import { csv } from '../src/connectors/csv/csv.ts';"],
    ['flows/x.ts', "import { type Config, loadConfig } from '../config/config.ts';"],
    ['flows/x.ts', "import { status } from '../commands/status.ts';"],
    ['flows/x.ts', "import { render } from '../chat/terminal/render.ts';"],
    ['flows/x.ts', "import { randomBytes } from 'node:crypto';"],
    ['flows/x.ts', "await import('../service/start-service.ts');"],
    ['flows/x.ts', 'await import(file);'],
    ['commands/x.ts', "import { csv } from '../src/connectors/csv/csv.ts';"],
    ['commands/x.ts', "import { createApp } from '../service/start-service.ts';"],
    ['export/x.ts', "import type { Store } from '../store/open.ts';"],
    ['export/x.ts', "import { count } from '../chat/say/words.ts';"],
    ['flows/x.ts', "import { writeSheet } from '../export/write-sheet.ts';"],
    ['jobs/x.ts', "import { isDay } from '../domain/day.ts';"],
    ['config/x.ts', "import { createApp } from '../service/start-service.ts';"],
    ['log.ts', "import { loadConfig } from './config/config.ts';"],
    ['attic/x.ts', "import { z } from 'zod';"],
    ['attic.ts', 'export const old = 1;'],
  ])('%s must not contain %s', (file, text) => {
    const found = [...wrongImports(house(file, text)), ...homelessPackages(house(file, text))];
    expect(found).not.toEqual([]);
    expect(found.every((line) => line.startsWith(file))).toBe(true);
  });

  it.each([
    ['domain/x.ts', "import { z } from 'zod';"],
    ['roster/x.ts', "import { http } from '../connectors/http.ts';"],
    ['chat/slack/x.ts', "import { alertMessage } from '../say/alert.ts';"],
    ['chat/slack/bolt.ts', "import { App } from '@slack/bolt';"],
    ['chat/teams/inbound/bot.ts', "import { TeamsActivityHandler } from 'botbuilder';"],
    ['flows/x.ts', "import type { Config } from '../config/config.ts';"],
    ['flows/x.ts', "import { ConnectorError } from '../connectors/base/errors.ts';"],
    ['jobs/x.ts', "import type { Day } from '../domain/day.ts';"],
    ['store/x.ts', "import { eq } from 'drizzle-orm/expressions';"],
    [
      'service/x.ts',
      "import { open } from '../store/db/open.ts';\nimport { act } from '../flows/decide/act.ts';",
    ],
  ])('%s may contain %s', (file, text) => {
    expect([...wrongImports(house(file, text)), ...homelessPackages(house(file, text))]).toEqual([]);
  });

  it.each([
    ['flows/x.ts', 'drizzle-orm'],
    ['service/start-service.ts', 'better-sqlite3'],
    ['flows/x.ts', 'croner'],
    ['jobs/other.ts', 'croner'],
    ['flows/x.ts', 'pino'],
    ['connectors/http.ts', 'undici'],
    ['config/x.ts', 'ipaddr.js'],
    ['connectors/csv.ts', 'papaparse'],
    ['export/xlsx.ts', 'fflate'],
    ['config/config.ts', 'yaml'],
    ['chat/slack/render.ts', '@slack/bolt'],
    ['chat/teams/render.ts', 'botbuilder'],
    ['main.ts', '@slack/bolt/dist/App.js'],
    ['connectors/x.ts', 'left-pad'],
  ])('%s may not import %s', (file, name) => {
    expect(homelessPackages(house(file, `import type { X } from '${name}';`))).toHaveLength(1);
  });

  it.each([
    ['store/x.ts', 'const home = process.env.HOME;'],
    ['main.ts', 'const { HOME } = process.env;'],
    ['store/db/lock.ts', "const home = process.env['HOME'];"],
    ['shell/shell.ts', 'process.exit(1);'],
    ['shell/shell.ts', "process['exit'](1);"],
    ['shell/shell.ts', 'const { env } = process;'],
    ['shell/shell.ts', "import process from 'node:process';"],
    ['shell/shell.ts', "import { env } from 'process';"],
    ['flows/x.ts', "return refused('Nothing is open about this account.');"],
    ['commands/x.ts', `return \`Only \${names} of these can be applied.\`;`],
    ['chat/x.ts', "throw new Wrong('A quote is opened but never closed.');"],
    ['service/x.ts', "return { text: 'neither Slack nor Teams is set up' };"],
    ['store/x.ts', `const why = \`it vanished on \${day}\`;`],
    ['domain/x.ts', `return { problem: \`\${shown} is not a date; write it as 2026-06-30\` };`],
    ['export/x.ts', "const note = 'Nothing was left out of this file.';"],
    ['domain/x.ts', 'const now = Date.now();'],
    ['domain/x.ts', 'const now = new Date();'],
    ['chat/say/x.ts', 'const now = new Date( );'],
    ['flows/x.ts', 'const now = () => new Date();'],
    ['flows/x.ts', 'const jitter = Math.random() * 2;'],
    ['flows/x.ts', 'const id = crypto.randomUUID();'],
    ['domain/x.ts', 'const now = performance.now();'],
  ])('%s may not use %s', (file, text) => {
    const [first] = wrongWords(house(file, text));
    expect(first).toMatch(new RegExp(`^${file} must not use`));
  });

  it.each([
    ['flows/x.ts', 'const at = new Date(instant);'],
    ['flows/x.ts', '// never process.env, never Date.now()'],
    ['flows/x.ts', 'const said = "this ends the process. Start it again.";'],
    ['shell/shell.ts', 'const now = () => new Date();'],
    ['connectors/x.ts', 'const random = Math.random;'],
    ['commands/x.ts', "does: 'one app: its health and every finding'"],
    ['chat/say/x.ts', "return 'Nothing is open about this account.';"],
    ['config/x.ts', "const NO_PRICE = 'is not a price; write what one seat costs';"],
    ['store/db/errors.ts', `const text = \`\${file} is damaged. Restore the last backup.\`;`],
    ['chat/slack/x.ts', "log.warn({ error }, 'Slack: a home page could not be updated');"],
    ['store/x.ts', "throw new Error('a version belongs to the transaction of its change');"],
    ['store/x.ts', `const rows = sql\`\${table} r where r.id = \${id} and r.gone is null\`;`],
    ['main.ts', 'process.exitCode = 1;'],
  ])('%s may use %s', (file, text) => {
    expect(wrongWords(house(file, text))).toEqual([]);
  });

  it.each([
    ['flows/long.ts', 'x;\n'.repeat(251), 'has 251 lines, more than 250'],
    ['store/people/old/x.ts', '', 'lies more than two folders below src'],
    ['chat/slack/blocks/old/x.ts', '', 'lies more than three folders below src'],
    ['flows/utils.ts', '', 'has a name that says nothing'],
    ['helpers/x.ts', '', 'has a name that says nothing'],
    ['store/index.ts', '', 'has a name that says nothing'],
    ['domain/types.d.ts', '', 'has a name that says nothing'],
    ['flows/syncApp.ts', '', 'is not kebab-case'],
  ])('%s breaks a rule of shape', (file, text, why) => {
    expect(wrongShapes(house(file, text))).toEqual([`${file} ${why}`]);
  });

  it('allows 250 lines', () => {
    expect(wrongShapes(house('flows/long.ts', 'x;\n'.repeat(250)))).toEqual([]);
  });

  it.each([
    ['domain/', 'no files in domain/'],
    ['chat/say/', 'no files in chat/say/'],
    ['jobs/', 'no files in jobs/'],
    ['web/', 'no files in web/'],
    ['shell/', 'shell/ is gone'],
    ['connectors/network/dial.ts', 'no file imports undici'],
    ['chat/slack/bolt.ts', 'no file imports @slack/bolt'],
    ['chat/teams/inbound/bot.ts', 'no file imports botbuilder'],
    ['store/db/lock.ts', 'store/db/lock.ts no longer uses process'],
    ['roster/roster.ts', 'flows/ may import roster/roster.ts, which is gone'],
  ])('a rule about %s fails when it no longer exists', (place, why) => {
    const rest = new Map([...HOUSE].filter(([file]) => !isIn(file, place)));
    expect(lostRules(rest, DEPENDENCIES)).toContain(why);
  });

  it('reports a new dependency without a place', () => {
    expect(lostRules(HOUSE, [...DEPENDENCIES, 'left-pad'])).toContain('left-pad has no home in HOMES');
  });
});
