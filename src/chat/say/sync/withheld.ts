import type { UnusedColumns } from '../../../domain/sync/unused-columns.ts';
import { leftShare, scarcest, type Usage } from '../../../domain/sync/usage.ts';
import type { Capability, Withheld } from '../../../domain/sync/withheld.ts';
import { count, joined, numberText } from '../words.ts';
import { unusedColumnsText, withoutKept } from './unused-columns.ts';

/** What an app or its plan may not report. */
const CAPABILITIES: Readonly<Record<Capability, string>> = {
  accounts: 'accounts',
  people: 'people',
  email: 'addresses',
  lastActive: 'activity',
  subscriptions: 'license list',
  groups: 'groups',
  licenses: 'licenses of accounts',
  kind: 'kinds of accounts',
  role: 'roles',
  lastDay: 'last days of people',
  removal: 'removal',
};

export function capabilityText(capability: Capability): string {
  return CAPABILITIES[capability];
}

/** `no activity`, `only some activity`, or `no accounts after 2026-12-05` for what is still there. */
export function withheldLabel({ capability, from, partly }: Omit<Withheld, 'reason'>): string {
  const extent = partly === true ? 'only some' : 'no';
  return `${extent} ${CAPABILITIES[capability]}${from === undefined ? '' : ` after ${from}`}`;
}

/** `no activity (the last use needs Entra ID P1)` */
export function withheldText(withheld: Withheld): string {
  return `${withheldLabel(withheld)} (${withheld.reason})`;
}

/** What else a source told in its last read. */
export interface ReadTold {
  /** What it cost; `null` for files. */
  readonly usage?: Usage | null;
  /** What it did not get. */
  readonly withheld?: readonly Withheld[];
  /** The columns of its files that nothing is read from. */
  readonly unused?: UnusedColumns | null;
}

/** What the last reads did not get, what they had no use for, and what they cost. */
export function readText(sources: readonly (ReadTold & { readonly name: string })[]): readonly string[] {
  const gaps = sources.flatMap(({ name, withheld = [] }) =>
    withheld.length === 0 ? [] : [sourceWithheldText(name, withheld)],
  );
  const unused = sources
    .flatMap((source) => (source.unused ? [unusedColumnsText(withoutKept(source.unused))] : []))
    .filter((text) => text !== '');
  const usage = usageText(sources);
  return [...gaps, ...unused, ...(usage === null ? [] : [usage])];
}

/** `Okta gives no activity (…).` */
function sourceWithheldText(name: string, withheld: readonly Withheld[]): string {
  return `${name} gives ${joined(withheld.map(withheldText))}. Each read asks again.`;
}

/** How many apps the line of a digest gives reasons for. */
const EXPLAINED = 3;

/** `Zoom: no license list (…)`, for the first few apps. */
export function coverageWithheld(
  apps: readonly { readonly name: string; readonly withheld?: readonly Withheld[] }[],
): readonly string[] {
  const short = apps.flatMap(({ name, withheld = [] }) =>
    withheld.length === 0 ? [] : [`${name}: ${joined(withheld.map(withheldText))}`],
  );
  const more = short.length - EXPLAINED;
  return [
    ...short.slice(0, EXPLAINED),
    ...(more > 0 ? [`${count(more, 'more app')} with gaps, see: health`] : []),
  ];
}

/** How many sources the line names; the view of an app tells its own. */
const NAMED = 12;

/** `Requests of the last read: Okta 6 (298 of 300 were left), Zoom 19.`, sources with the least left first; `null` when nothing was requested. */
function usageText(
  sources: readonly { readonly name: string; readonly usage?: Usage | null }[],
): string | null {
  const used = sources
    .flatMap(({ name, usage = null }) => (usage === null ? [] : [{ name, usage }]))
    .toSorted((a, b) => leftShare(a.usage) - leftShare(b.usage) || b.usage.requests - a.usage.requests);
  if (used.length === 0) return null;
  const more = used.slice(NAMED);
  const parts = [
    ...used.slice(0, NAMED).map(({ name, usage }) => `${name} ${requestsText(usage)}`),
    ...(more.length > 0
      ? [
          `${numberText(more.reduce((sum, { usage }) => sum + usage.requests, 0))} by ${count(more.length, 'more source')} (app <name> tells each)`,
        ]
      : []),
  ];
  return `Requests of the last read: ${parts.join(', ')}.`;
}

/** `6 (298 of 300 were left)` */
export function requestsText(usage: Usage): string {
  return `${numberText(usage.requests)}${leftText(usage)}`;
}

function leftText(usage: Usage): string {
  const left = scarcest(usage);
  if (left === null) return '';
  if (left.percent) return ` (${left.remaining}% of the limit was left)`;
  const of = left.limit === null ? '' : ` of ${numberText(left.limit)}`;
  return ` (${numberText(left.remaining)}${of} were left)`;
}
