import type { Message, Part } from '../../../domain/message.ts';
import type { Doubt } from '../../../domain/sync/doubt.ts';
import type { SetAsideCounts } from '../../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../../domain/sync/unused-columns.ts';
import { decideRunText, doubtTexts } from '../alerts/doubt-text.ts';
import { BY_HAND, rosterName } from '../roster-name.ts';
import { setAsideTexts } from '../sync/set-aside.ts';
import { knownColumnsText, unusedColumnsText } from '../sync/unused-columns.ts';
import { table } from '../table.ts';
import { count, joined, numberText } from '../words.ts';

/** The result for one source in a sync. */
export interface SyncedSource {
  readonly kind: 'app' | 'roster';
  readonly name: string;
  /** It was being read already when somebody asked for it. */
  readonly joined?: true;
  readonly result:
    | {
        readonly status: 'complete';
        readonly counts: ReadCounts;
        /** The unused columns are the same as in the previous read. */
        readonly columnsKnown?: true;
        /** Findings, for an app. */
        readonly opened?: number;
        readonly reopened?: number;
        readonly closed?: number;
        /** Accounts whose owner or status changed, for a roster source. */
        readonly reclassified?: number;
      }
    /** Not read yet, and why. */
    | { readonly status: 'waiting'; readonly reason: string }
    | { readonly status: 'held' | 'failed'; readonly trouble: ReadTrouble };
}

interface ReadCounts {
  readonly listed: number;
  /** How many the last accepted read had. */
  readonly before: number;
  readonly added: number;
  readonly changed: number;
  /** How many of the changed ones have the same facts as before. */
  readonly reassessed?: number;
  readonly gone: number;
  readonly setAside?: SetAsideCounts;
  readonly unused?: UnusedColumns;
}

type ReadTrouble =
  | { readonly kind: 'held'; readonly run: number; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'failed'; readonly message: string };

/** An app that was read, with what there is to decide on in it. */
export interface ToDecide {
  readonly id: string;
  readonly name: string;
  readonly findings: number;
}

/** What a sync calls a roster source that it retires. */
export function retiredRosterName(name: string): string {
  return `${name} (no longer in seatkeeper.yaml)`;
}

/** Nothing is read twice at the same time: what was under way was waited for. */
function joinedTexts(report: readonly SyncedSource[]): readonly string[] {
  const reading = report.filter((source) => source.joined === true);
  if (reading.length === 0) return [];
  if (reading.length === report.length && reading.length > 1)
    return ['Everything was being read already: this is what those reads found.'];
  const names = joined(reading.map(({ name }) => name));
  return reading.length === 1
    ? [`${names} was being read already: this is what that read found.`]
    : [`${names} were being read already: this is what those reads found.`];
}

/** What a sync changed, source by source. */
export function syncMessage(report: readonly SyncedSource[], toDecide: readonly ToDecide[] = []): Message {
  const bad = report.filter(({ result }) => result.status !== 'complete');
  const rows = report.reduce(
    (sum, { result }) => sum + (result.status === 'complete' ? (result.counts.setAside?.count ?? 0) : 0),
    0,
  );
  const summary =
    bad.length === 0
      ? `Read completely: ${count(report.length, 'source')}${rows === 0 ? '' : `, but ${count(rows, 'row')} cannot be read`}.`
      : `${numberText(bad.length)} of ${count(report.length, 'source')} not read or not accepted. Nothing was changed there: you see the last good data, if there is any.`;
  return {
    summary,
    title: summary,
    body: [
      ...joinedTexts(report).map((text) => ({ type: 'text' as const, spans: [text] })),
      table(
        ['source', 'outcome', 'what changed'],
        report.map((source) => [source.name, source.result.status, whatChanged(source)]),
        'Nothing is connected yet.',
      ),
      ...bad.flatMap(failure),
      ...report.flatMap(setAside),
      ...report.flatMap(unusedColumns),
      ...firstReads(report),
      ...toDecide.map(({ id, name, findings }) => ({
        type: 'note' as const,
        text: `${numberText(findings)} to decide on in ${name}: app ${id}`,
      })),
    ],
    buttons: [],
  };
}

/** What a first read lacks: the guard needs something to compare it with. */
function firstReads(report: readonly SyncedSource[]): Part[] {
  const first = report.some(
    ({ name, result }) =>
      name !== rosterName(BY_HAND) && result.status === 'complete' && result.counts.before === 0,
  );
  if (!first) return [];
  return [
    {
      type: 'note',
      text: 'First reads cannot be compared with anything. If a number looks too small, write how many there should be, like expect: 300, in seatkeeper.yaml.',
    },
  ];
}

/** In full, below the table: a shortened error is of no help. */
function failure({ kind, name, result }: SyncedSource): Part[] {
  if (result.status !== 'failed' && result.status !== 'held') return [];
  const { trouble } = result;
  if (trouble.kind === 'failed') return [{ type: 'text', spans: [{ bold: name }, `: ${trouble.message}`] }];
  const why = doubtTexts(trouble.doubts, kind).join(' ');
  return [{ type: 'text', spans: [{ bold: name }, `: ${why} ${decideRunText(trouble.run)}`] }];
}

/** Rows that cannot be read, by name. */
function setAside({ kind, name, result }: SyncedSource): Part[] {
  if (result.status !== 'complete' || result.counts.setAside === undefined) return [];
  const texts = setAsideTexts(kind, result.counts.setAside);
  return texts.map((text, index) => ({
    type: 'text',
    spans: index === 0 ? [{ bold: name }, `: ${text}`] : [text],
  }));
}

function unusedColumns({ result }: SyncedSource): Part[] {
  if (result.status !== 'complete' || result.counts.unused === undefined) return [];
  const { unused } = result.counts;
  const text = result.columnsKnown === true ? knownColumnsText(unused) : unusedColumnsText(unused);
  return text === '' ? [] : [{ type: 'note', text }];
}

function whatChanged({ kind, result }: SyncedSource): string {
  switch (result.status) {
    case 'waiting':
      return result.reason;
    case 'failed':
      return 'failed; details below';
    case 'held':
      return 'looks wrong; details below';
    case 'complete': {
      const { listed, added, changed, gone, reassessed = 0 } = result.counts;
      const read = kind === 'app' ? count(listed, 'account') : count(listed, 'person', 'people');
      const { opened = 0, reopened = 0, closed = 0, reclassified = 0 } = result;
      const moves = numbersText({
        new: added,
        changed: changed - reassessed,
        're-assessed': reassessed,
        gone,
      });
      const findings = numbersText({ new: opened, reopened, closed });
      const aside = result.counts.setAside?.count ?? 0;
      const effects = [
        ...(aside === 0 ? [] : [`${count(aside, 'row')} cannot be read`]),
        ...(findings === '' ? [] : [`findings: ${findings}`]),
        ...(reclassified === 0
          ? []
          : [
              `${count(reclassified, 'account')} ${reclassified === 1 ? 'has' : 'have'} another owner or status`,
            ]),
      ];
      return [`${read}: ${moves || 'no change'}`, ...effects].join('; ');
    }
    default:
      return result satisfies never;
  }
}

/** `2 new, 1 gone`; zeros are left out. */
function numbersText(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .filter(([, value]) => value > 0)
    .map(([word, value]) => `${numberText(value)} ${word}`)
    .join(', ');
}
