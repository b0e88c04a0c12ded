import type { z } from 'zod';
import { isTimezone } from '../domain/day.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import { groupProblems } from './groups.ts';
import { check } from './issues.ts';
import { type Path, showPath, type UnplacedProblem } from './problems.ts';
import { removalProblems } from './removal/checks.ts';
import { block, listOrEmpty } from './unchecked-yaml.ts';

/** A connector or a roster source, as far as configuration is concerned. */
interface Kind {
  readonly id: string;
  readonly name: string;
  readonly settings: z.ZodType;
  /** For a connector: the ways in which it can remove accounts. */
  readonly removal?: readonly { readonly key: string }[];
}

export interface Kinds {
  readonly connectors: readonly Kind[];
  readonly rosterSources: readonly Kind[];
  readonly isCron: (expression: string) => boolean;
}

/**
 * Checks what one part of the file must know about another part, or about the world. It works on the file before its shape is
 * checked, so that these problems are listed together with those of shape, and it skips parts that have the wrong shape.
 */
export function checkAcrossFile(value: unknown, kinds: Kinds): readonly UnplacedProblem[] {
  const file = block(value);
  return [
    ...timezone(file.timezone),
    ...['sync', 'digest'].flatMap((job) => cron(block(file.schedule)[job], ['schedule', job], kinds.isCron)),
    ...[...every(file, 'roster', kinds.isCron), ...every(file, 'apps', kinds.isCron)],
    ...unique(listOrEmpty(file.roster), 'roster'),
    ...listOrEmpty(file.roster).flatMap((entry, index) =>
      rosterEntry(block(entry), ['roster', index], kinds.rosterSources),
    ),
    ...unique(listOrEmpty(file.apps), 'apps'),
    ...listOrEmpty(file.apps).flatMap((entry, index) =>
      appEntry(block(entry), ['apps', index], kinds.connectors),
    ),
    ...groupProblems(block(file.groups), listOrEmpty(file.apps)),
    ...Object.entries(block(file.precedence)).flatMap(([field, order]) =>
      precedence(field, order, listOrEmpty(file.roster)),
    ),
    ...removalProblems(file, kinds.connectors),
  ];
}

/** The settings of a roster source: everything except the keys that are ours. */
export function rosterSettings(entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { source: _source, id: _id, expect: _expect, every: _every, maxAge: _maxAge, ...settings } = entry;
  return settings;
}

function timezone(zone: unknown): readonly UnplacedProblem[] {
  if (typeof zone !== 'string' || zone.trim() === '' || isTimezone(zone.trim())) return [];
  const zones = Intl.supportedValuesOf('timeZone');
  const city = zone.split('/').at(-1) ?? zone;
  const near =
    nearest(zone, zones) ??
    zones.find((known) => nearest(city, [known.split('/').at(-1) ?? known]) !== null) ??
    'Europe/Berlin';
  return [{ at: ['timezone'], message: `"${zone}" is not a time zone; write an IANA name like ${near}` }];
}

function cron(expression: unknown, at: Path, isCron: Kinds['isCron']): readonly UnplacedProblem[] {
  if (typeof expression !== 'string' || expression.trim() === '' || isCron(expression.trim())) return [];
  const write = 'write minute, hour, day, month, weekday, like "17 * * * *"';
  return [{ at, message: `"${expression}" is not a cron expression; ${write}` }];
}

/** Where `every` is not a time like `6h`, it must be a cron expression. */
function every(
  file: Readonly<Record<string, unknown>>,
  key: 'roster' | 'apps',
  isCron: Kinds['isCron'],
): readonly UnplacedProblem[] {
  return listOrEmpty(file[key]).flatMap((entry, index) => {
    const written = block(entry).every;
    const fields = typeof written === 'string' ? written.trim().split(/\s+/).length : 0;
    return fields > 2 ? cron(written, [key, index, 'every'], isCron) : [];
  });
}

/** Each must be a roster source. One without an `id` is called like its kind. */
function precedence(field: string, order: unknown, roster: readonly unknown[]): readonly UnplacedProblem[] {
  const ids = roster.map((entry) => block(entry).id ?? block(entry).source);
  return listOrEmpty(order).flatMap((id, index) =>
    typeof id !== 'string' || ids.includes(id) || /-\d+$/.test(id)
      ? []
      : [
          {
            at: ['precedence', field, index],
            message: `"${id}" is not the id of a roster source; write one of ${ids.join(', ')}`,
          },
        ],
  );
}

/** The roster source of people whom admins add. */
const BY_HAND = 'hand';

function unique(entries: readonly unknown[], key: 'roster' | 'apps'): readonly UnplacedProblem[] {
  const seen = new Map<unknown, number>();
  return entries.flatMap((entry, index) => {
    const id = block(entry).id;
    if (typeof id !== 'string') return [];
    if (key === 'roster' && id === BY_HAND)
      return [
        { at: [key, index, 'id'], message: `"${id}" is the id of the people whom admins add; write another` },
      ];
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    return first === undefined
      ? []
      : [{ at: [key, index, 'id'], message: `"${id}" is the id of ${key}[${first}] too; write another` }];
  });
}

function rosterEntry(
  entry: Readonly<Record<string, unknown>>,
  at: Path,
  sources: readonly Kind[],
): readonly UnplacedProblem[] {
  const source = entry.source;
  if (typeof source !== 'string' || source.trim() === '') return [];
  const kind = sources.find(({ id }) => id === source.trim());
  if (kind === undefined) return [unknownKind('roster source', source, [...at, 'source'], sources)];
  return check(kind.settings, rosterSettings(entry), at).problems;
}

function appEntry(
  entry: Readonly<Record<string, unknown>>,
  at: Path,
  connectors: readonly Kind[],
): readonly UnplacedProblem[] {
  const connector = entry.connector;
  if (typeof connector !== 'string' || connector.trim() === '') return [];
  const kind = connectors.find(({ id }) => id === connector.trim());
  if (kind === undefined) return [unknownKind('connector', connector, [...at, 'connector'], connectors)];
  return [
    ...twoPrices(entry, at),
    ...check(kind.settings, entry.settings ?? {}, [...at, 'settings']).problems,
  ];
}

/** A price of the app and one of its subscriptions: it would be open which of them a seat costs. */
function twoPrices(entry: Readonly<Record<string, unknown>>, at: Path): readonly UnplacedProblem[] {
  if (entry.price === undefined) return [];
  const priced = Object.entries(block(entry.subscriptions)).filter(
    ([, terms]) => block(terms).price !== undefined,
  );
  return priced.map(([name]) => ({
    at: [...at, 'subscriptions', name, 'price'],
    message: `is a second price beside ${showPath([...at, 'price'])}; keep one of them`,
  }));
}

function unknownKind(what: string, word: string, at: Path, kinds: readonly Kind[]): UnplacedProblem {
  const ids = kinds.map(({ id }) => id);
  const near = nearest(word, ids);
  const hint =
    near === null ? `write one of: ${ids.join(', ')}` : `did you mean ${near}? Known: ${ids.join(', ')}`;
  return { at, message: `there is no ${what} "${word}"; ${hint}` };
}
