import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import { onTestFinished } from 'vitest';
import type { ChatPlatform } from '../../src/chat/platform.ts';
import { answer } from '../../src/commands/answer.ts';
import type { Answer } from '../../src/commands/command.ts';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import type { Action } from '../../src/domain/action.ts';
import type { SyncStep } from '../../src/domain/sync/progress.ts';
import type { Observer } from '../../src/domain/watching/observer.ts';
import type { Context } from '../../src/flows/context.ts';
import { act } from '../../src/flows/decide/act.ts';
import { deliver, resolveInFlight } from '../../src/flows/outbox/deliver.ts';
import type { Outcome } from '../../src/flows/outcome.ts';
import { type SyncReport, syncAll } from '../../src/flows/sync/sync-all.ts';
import { isSchedule } from '../../src/jobs/schedule.ts';
import { createLog } from '../../src/log.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { openContext } from '../../src/service/open-context.ts';
import type { OpenOptions } from '../../src/store/db/open.ts';
import { folder } from './folder.ts';
import { type Note, notebook, notes } from './notebook.mjs';
import { range } from './range.ts';

export { range };

export const KIM = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;

export interface CompanyFiles {
  /** CSV text; `people` and `accounts` below write it. */
  readonly roster: string;
  /** App id → CSV text. */
  readonly apps: Readonly<Record<string, string>>;
  /** App id → CSV text of its subscriptions. */
  readonly licenses?: Readonly<Record<string, string>>;
  /** App id → more keys of its entry, `idleDays: 30`. */
  readonly entries?: Readonly<Record<string, string>>;
  /** More lines for seatkeeper.yaml. */
  readonly yaml?: string;
  /** More variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the clock starts. */
  readonly at?: string;
}

/** A small company in a folder of its own: real files, a real database, and a clock that only the test moves. */
export interface Company {
  readonly directory: string;
  readonly config: Config;
  readonly file: (name: string) => string;
  /** Replaces a file; its modification time is the company's now. */
  write(name: string, text: string): void;
  /** Moves the clock; the files are exported again unless `exported` is false. */
  at(instant: string, options?: { readonly exported?: boolean }): void;
  now(): Date;
  /** Changes seatkeeper.yaml; the next office that is opened reads it. */
  configure(change: (yaml: string) => string): void;
  open(options?: OfficeOptions, onStep?: (step: SyncStep) => void): Office;
}

export interface OfficeOptions extends OpenOptions {
  /** Whether to behave like the service, which answers more than one question. */
  readonly lasting?: boolean;
  /** Told of what goes on. */
  readonly observer?: Observer;
  /** Where everything is logged, as with LOG_LEVEL=debug; left out: nowhere. */
  readonly log?: DestinationStream;
}

/** The company's bot, opened in this process. */
export interface Office {
  readonly context: Context;
  readonly chat: ChatPlatform;
  sync(only?: string, force?: boolean): Promise<SyncReport>;
  press(action: Action): Promise<Outcome>;
  /** Answers a line as typed at the prompt, or words as split by a shell. */
  ask(typed: string | readonly string[]): Promise<Answer>;
  /** Delivers, and returns the messages since the last call. */
  news(): Promise<readonly Note[]>;
  /** The first column of every row. */
  values(sql: string, ...bound: unknown[]): readonly unknown[];
  close(): void;
}

export function company({
  roster,
  apps,
  licenses = {},
  entries = {},
  yaml = '',
  env = {},
  at,
}: CompanyFiles): Company {
  const directory = folder();
  const file = (name: string) => join(directory, name);
  let now = new Date(at ?? '2026-03-02T09:00:00Z');
  const write = (name: string, text: string) => {
    writeFileSync(file(name), text);
    utimesSync(file(name), now, now);
  };
  write('roster.csv', roster);
  for (const [id, text] of Object.entries(apps)) write(`${id}.csv`, text);
  for (const [id, text] of Object.entries(licenses)) write(`${id}-licenses.csv`, text);
  let yamlText = seatkeeperYaml(Object.keys(apps), Object.keys(licenses), entries, yaml);
  const load = () => {
    write('seatkeeper.yaml', yamlText);
    return loadConfig({
      flags: { db: file('seatkeeper.db') },
      env: { TOKEN: 'token-1234', ...env },
      cwd: directory,
      connectors,
      rosterSources,
      isCron: isSchedule,
    }).config;
  };
  let config = load();
  return {
    directory,
    get config() {
      return config;
    },
    file,
    write,
    configure: (change) => {
      yamlText = change(yamlText);
      config = load();
    },
    at: (instant, { exported = true } = {}) => {
      now = new Date(instant);
      if (!exported) return;
      for (const name of readdirSync(directory).filter((each) => each.endsWith('.csv')))
        utimesSync(file(name), now, now);
    },
    now: () => now,
    open: (options = {}, onStep = () => {}) =>
      openOffice(config, () => now, file('notebook.jsonl'), options, onStep),
  };
}

function seatkeeperYaml(
  apps: readonly string[],
  licensed: readonly string[],
  keys: Readonly<Record<string, string>>,
  more: string,
): string {
  const entries = apps.map(
    (id) =>
      `  - { id: ${id}, connector: csv, ${keys[id] === undefined ? '' : `${keys[id]}, `}settings: { accounts: ${id}.csv${licensed.includes(id) ? `, subscriptions: ${id}-licenses.csv` : ''} } }`,
  );
  return `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster: [{ source: csv, file: roster.csv }]
apps:
${entries.join('\n')}
${more}
`;
}

function openOffice(
  config: Config,
  now: () => Date,
  book: string,
  { lasting = false, observer, log: destination, ...store }: OfficeOptions,
  onStep: (step: SyncStep) => void,
): Office {
  const context = openContext(config, ['slack'], {
    now,
    log: createLog({
      level: destination === undefined ? 'silent' : 'trace',
      secrets: config.secrets,
      ...(destination === undefined ? {} : { destination }),
    }),
    signal: new AbortController().signal,
    progress: onStep,
    store,
    lasting,
    observer,
  });
  onTestFinished(() => context.store.close());
  const chat = notebook(book);
  const sync = (only?: string, force?: boolean) => syncAll(context, only ?? null, force);
  let heard = notes(book).length;
  return {
    context,
    chat,
    sync,
    press: (action) => act(context, KIM, action),
    ask: (typed) => answer(context, KIM, typed, (only, force) => syncAll(context, only, force)),
    news: async () => {
      await resolveInFlight(context, chat);
      await deliver(context, chat);
      const said = notes(book).slice(heard);
      heard += said.length;
      return said;
    },
    values: (sql, ...bound) =>
      context.store.sqlite
        .prepare(sql)
        .pluck()
        .all(...bound),
    close: () => context.store.close(),
  };
}

export const PEOPLE = 'id,email,aliases,usernames,name,status,start_date,end_date';
export const ACCOUNTS = 'id,email,aliases,username,name,state,kind,role,licenses,last_active';
export const LICENSES = 'sku,product,purchased,consumed,unit_price,currency,term';

/** Rows under a header; cells missing at the end of a row are empty. */
export function csvOf(header: string, rows: readonly string[]): string {
  const width = header.split(',').length;
  const filled = rows.map((row) => row + ','.repeat(Math.max(0, width - row.split(',').length)));
  return `${[header, ...filled].join('\n')}\n`;
}

/** `1,ada@acme.example,,,Ada Keller,active` */
export const people = (...rows: string[]) => csvOf(PEOPLE, rows);
/** `f1,ada@acme.example` */
export const accounts = (...rows: string[]) => csvOf(ACCOUNTS, rows);
export const licenses = (...rows: string[]) => csvOf(LICENSES, rows);

/** `count` people p1@acme.example … all active, except those for whom `status` has another word. */
export function staff(count: number, status: (number: number) => string = () => 'active'): string[] {
  return range(count).map((n) => `P${n},p${n}@acme.example,,,Person ${n},${status(n)}`);
}

/** One account for each of `count` people of `staff`. */
export function seats(count: number, more = ''): string[] {
  return range(count).map((n) => `a${n},p${n}@acme.example${more}`);
}

/** `post: Figma is connected: …`, `edit, quietly: …` */
export function linesOf(said: readonly Note[]): string[] {
  return said.map(({ does, quiet, says }) => `${does}${quiet ? ', quietly' : ''}: ${says}`);
}
