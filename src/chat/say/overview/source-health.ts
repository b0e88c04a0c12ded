import type { DataOrigin } from '../../../domain/data-age.ts';
import type { Instant } from '../../../domain/day.ts';
import type { Part, Row } from '../../../domain/message.ts';
import type { Doubt } from '../../../domain/sync/doubt.ts';
import type { SetAsideCounts } from '../../../domain/sync/set-aside.ts';
import { decideRunText, doubtTexts } from '../alerts/doubt-text.ts';
import { oldDataText } from '../alerts/old-data.ts';
import { setAsideState } from '../sync/set-aside.ts';
import { type Clock, joined, momentText } from '../words.ts';
import { connectionState } from './connection.ts';

/** How well an app or a roster source is read. */
type SourceHealth =
  | { readonly state: 'good' | 'never-read' }
  /** Read completely, but from data that is older than `maxAge` days. */
  | { readonly state: 'old'; readonly maxAge: number }
  /** A roster source that is no longer in seatkeeper.yaml, while its people still count. */
  | { readonly state: 'retiring' }
  /** `old`: the data shown until then is older than `maxAge` days. */
  | { readonly state: 'held' | 'failed'; readonly run: TroubledRun; readonly old?: boolean };

/** The run that was held or failed. */
interface TroubledRun {
  readonly id: number;
  /** What the connector reported; `null` for a held run. `errorKind` as in connectors/base/errors.ts. */
  readonly error: string | null;
  readonly errorKind: string | null;
  /** When the app allows the next try, if it named a time. */
  readonly retryAt: Instant | null;
  readonly doubts: readonly Doubt[];
}

/** One source in a list. */
export interface SourceState {
  readonly name: string;
  readonly health: SourceHealth;
  /** How old the shown data is; `null` when there is none. */
  readonly dataAt: Instant | null;
  /** The rows that the shown data lacks, because they cannot be read. */
  readonly setAside?: SetAsideCounts | null;
  readonly origin?: DataOrigin | null;
}

/** `held: last good 12 Nov 09:17` */
export function healthText(
  { health, dataAt, setAside = null }: Pick<SourceState, 'health' | 'dataAt' | 'setAside'>,
  { timezone, now }: Clock,
): string {
  const old = 'old' in health && health.old === true ? ', which is old' : '';
  const good = dataAt === null ? '' : `: last good ${momentText(dataAt, timezone, now)}${old}`;
  switch (health.state) {
    case 'good':
      return setAside === null ? 'complete' : setAsideState(setAside);
    case 'old':
      return `old: data of ${momentText(dataAt ?? now, timezone, now)}`;
    case 'never-read':
      return 'not read yet';
    case 'retiring':
      return 'no longer in seatkeeper.yaml; its people count until every roster source has been read completely';
    case 'held':
      return `held${good}`;
    case 'failed':
      // It answered, and asked us to come back: the connection is as good as before.
      if (health.run.errorKind === 'rate-limit') return `${waitsText(health.run, { timezone, now })}${good}`;
      return `${connectionState(dataAt, health.run.errorKind ?? '')}${good}`;
    default:
      return health satisfies never;
  }
}

function waitsText({ retryAt }: TroubledRun, { timezone, now }: Clock): string {
  return retryAt === null
    ? 'failed, tries again at the next sync'
    : `failed, tries again after ${momentText(retryAt, timezone, now)}`;
}

/**
 * Goes in front of an answer about apps that were not all read: an app that is missing from it would look clean. `null` when
 * all were read.
 */
export function incompletePart(sources: readonly SourceState[], clock: Clock): Part | null {
  const behind = sources.filter(
    ({ health, setAside = null }) => health.state !== 'good' || setAside !== null,
  );
  if (behind.length === 0) return null;
  const named = behind.map((source) => `${source.name} (${healthText(source, clock)})`);
  return { type: 'text', spans: [{ bold: 'Incomplete' }, `: data is missing or old from ${joined(named)}.`] };
}

/** What keeps a source from being read or believed, or what is old; `kind` tells accounts from people. */
export function troubleRows(
  { name, health, ...of }: SourceState & { readonly kind: 'app' | 'roster' },
  clock: Clock,
): readonly Row[] {
  switch (health.state) {
    case 'held':
      return doubtTexts(health.run.doubts, of.kind).map((text, index, { length }) =>
        markedRow(
          'held',
          [{ bold: name }, `: ${text}`],
          index === length - 1 ? decideRunText(health.run.id) : null,
        ),
      );
    case 'failed':
      return [
        markedRow(
          'failed',
          [{ bold: name }, `: ${health.run.error ?? 'failed'}`],
          againText(health.run, clock),
        ),
      ];
    case 'retiring':
      return [markedRow('wrong', [{ bold: name }, RETIRING], RETIRED_WHEN)];
    case 'old':
      return [
        markedRow('old', [{ bold: name }, `: ${oldDataText({ ...of, ...clock, maxAge: health.maxAge })}`]),
      ];
    case 'good':
    case 'never-read':
      return [];
    default:
      return health satisfies never;
  }
}

const RETIRING = ': it is no longer in seatkeeper.yaml, and its people still count.';
const RETIRED_WHEN = 'It will be retired at the next sync in which every roster source is read completely.';

/** The time that the app named; otherwise the next sync. */
function againText(
  { retryAt }: { readonly retryAt: string | null },
  { timezone, now }: Clock,
): string | null {
  return retryAt === null ? null : `Tries again after ${momentText(retryAt, timezone, now)}.`;
}

export function markedRow(mark: Row['mark'], spans: Row['spans'], detail: string | null = null): Row {
  return { type: 'row', mark, spans, detail, buttons: [] };
}
