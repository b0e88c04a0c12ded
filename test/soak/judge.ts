/** What a stand-in for a chat took: a message that was posted or edited. */
export interface Arrival {
  readonly platform: string;
  /** The message as our outbox numbers it; `null` when none was on its way. */
  readonly row: number | null;
  readonly how: 'post' | 'edit';
  readonly text: string;
}

/** A message of the outbox, as it is at the end. */
export interface Told {
  readonly id: number;
  readonly platform: string;
  readonly subject: string;
  readonly status: string;
  /** An audit row names it as one whose answer was lost. */
  readonly named: boolean;
}

/** One look at the process. */
export interface Sample {
  /** Seconds since the soak began. */
  readonly at: number;
  /** Bytes in memory. */
  readonly rss: number;
  /** Open files and connections. */
  readonly handles: number;
  /** Bytes of the write-ahead log. */
  readonly wal: number;
  /** Messages that wait. */
  readonly waiting: number;
}

/** How one life of the process ended. */
export interface Ending {
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly code: number | null;
  readonly seconds: number;
}

/** The source that was read completely longest ago. */
export interface Unread {
  readonly seconds: number;
  /** Which, and how its last read ended. */
  readonly source: string;
}

export interface Soaked {
  readonly arrivals: readonly Arrival[];
  readonly told: readonly Told[];
  /** Of the one life that nobody ended, after it has warmed up. */
  readonly samples: readonly Sample[];
  readonly endings: readonly Ending[];
  /** Messages that still waited when nothing had failed for minutes. */
  readonly left: number;
  /** Lines of the log that say that something broke. */
  readonly errors: readonly string[];
  readonly unread: Unread;
  /** Whether the database and its chain of decisions are whole. */
  readonly whole: boolean;
}

export interface Criterion {
  readonly what: string;
  readonly measured: string;
  /** Beside what it was measured. */
  readonly more: string;
  readonly must: string;
  readonly met: boolean;
}

const MB = 1_000_000;
/** What the heap of a process that does the same all the time goes up and down by. */
const MEMORY_SHARE = 0.1;
const MEMORY_MB = 15;
const SLOPE_MB_PER_HOUR = 60;
const MORE_WAITING = 10;
/** Over fewer seconds these say nothing. */
const LONG_SECONDS = 600;
/** A sync has a thread with a heap of its own, which is open the longer the busier the machine is. What stays is what is there between two of them. */
const BETWEEN_SYNCS_SECONDS = 60;
/** The share of the samples after which what is kept on purpose, such as pages of the database, is full. */
const FULL = 1 / 3;
const MORE_HANDLES = 5;
/** SQLite copies the log into the file at 8,000 pages; a read that is under way then lets it grow a little. */
const WAL_MB = 40;
/** As long as systemd and Kubernetes are told to wait. */
const STOP_SECONDS = 10;
const READ_SECONDS = 150;

/** What has to hold at the end of a soak. */
export function judge(soaked: Soaked): readonly Criterion[] {
  return [...judgeMessages(soaked), ...judgeProcess(soaked), ...judgeLives(soaked)];
}

/** Every message once: what was sent arrived, nothing was posted twice, and what may be missing is named. */
function judgeMessages({ arrivals, told, left }: Soaked): readonly Criterion[] {
  const posts = countBy(arrivals.filter(({ how, row }) => how === 'post' && row !== null));
  const taken = countBy(arrivals.filter(({ row }) => row !== null));
  const twice = [...posts.values()].filter((times) => times > 1).length;
  const arrived = ({ id }: Told) => (taken.get(id) ?? 0) > 0;
  const sent = told.filter(({ status }) => status === 'sent');
  const lost = [...sent.filter((one) => !arrived(one)), ...told.filter(({ status }) => status === 'dead')];
  const doubted = told.filter(({ status }) => status === 'in-doubt');
  const strange = arrivals.filter(({ row }) => row === null);
  return [
    none('messages told twice', twice, `${sent.length} sent, ${arrivals.length} arrived`),
    none(
      'messages lost',
      lost.length,
      lost.map(({ platform, subject }) => `${platform} ${subject}`).join(', '),
    ),
    none(
      'messages in doubt that nobody is told of',
      doubted.filter((one) => !one.named).length,
      `${doubted.length} in doubt, ${doubted.filter(arrived).length} of them arrived`,
    ),
    none('messages that arrived and nobody sent', strange.length, strange[0]?.text ?? ''),
    none('messages that still wait at the end', left),
  ];
}

/** Nothing grows while the same is done all the time. */
function judgeProcess({ samples }: Soaked): readonly Criterion[] {
  const third = Math.ceil(samples.length / 3);
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  if (first.length === 0) return [none('looks at the process that failed', 1)];
  const of = (some: readonly Sample[], what: keyof Sample) => median(some.map((sample) => sample[what]));
  const [before, after] = [of(lowest(first), 'rss'), of(lowest(last), 'rss')];
  const most = before * (1 + MEMORY_SHARE) + MEMORY_MB * MB;
  const [open, still] = [of(first, 'handles'), of(last, 'handles')];
  const log = Math.max(...samples.map(({ wal }) => wal));
  const seconds = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  const full = lowest(samples.slice(Math.ceil(samples.length * FULL)));
  const slope = (slopeOf(full) * 3600) / MB;
  return [
    atMost('memory after warming up, at the end', after / MB, most / MB, 'MB', `${mb(before)} at first`),
    ...(seconds < LONG_SECONDS
      ? []
      : [
          atMost(
            'messages that wait while chats fail',
            of(last, 'waiting'),
            of(first, 'waiting') + MORE_WAITING,
            '',
          ),
          atMost('growth of memory', slope, SLOPE_MB_PER_HOUR, 'MB/h', `over ${full.length} minutes`),
        ]),
    atMost('open handles at the end', still, open + MORE_HANDLES, '', `${open} at first`),
    atMost('write-ahead log at most', log / MB, WAL_MB, 'MB'),
  ];
}

function judgeLives({ endings, errors, unread, whole }: Soaked): readonly Criterion[] {
  const asked = endings.filter(({ signal }) => signal === 'SIGTERM');
  const badly = asked.filter(({ code }) => code !== 0);
  const slowest = Math.max(0, ...asked.map(({ seconds }) => seconds));
  const killed = `${endings.length} ended, ${endings.length - asked.length} of them by SIGKILL`;
  return [
    none('stops by SIGTERM that were no clean end', badly.length, killed),
    atMost('slowest stop by SIGTERM', slowest, STOP_SECONDS, 's'),
    none('errors in the log', errors.length, errors[0]?.slice(0, 300) ?? ''),
    atMost('since the last complete read of every source', unread.seconds, READ_SECONDS, 's', unread.source),
    none('database or audit log damaged', whole ? 0 : 1),
  ];
}

function none(what: string, count: number, more = ''): Criterion {
  return { what, measured: `${count}`, more, must: '0', met: count === 0 };
}

function atMost(what: string, value: number, most: number, unit: string, more = ''): Criterion {
  const text = (number: number) => `${Number(number.toFixed(1))} ${unit}`.trim();
  return { what, measured: text(value), more, must: `≤ ${text(most)}`, met: value <= most };
}

function mb(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`;
}

function countBy(arrivals: readonly Arrival[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { row } of arrivals) if (row !== null) counts.set(row, (counts.get(row) ?? 0) + 1);
  return counts;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Of each minute the look at which the process held the least. */
function lowest(samples: readonly Sample[]): readonly Sample[] {
  const minutes = new Map<number, Sample>();
  for (const sample of samples) {
    const minute = Math.floor(sample.at / BETWEEN_SYNCS_SECONDS);
    const least = minutes.get(minute);
    if (least === undefined || sample.rss < least.rss) minutes.set(minute, sample);
  }
  return [...minutes.values()];
}

/** Bytes a second, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [at, rss] = [mean((one) => one.at), mean((one) => one.rss)];
  const spread = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return spread === 0 ? 0 : samples.reduce((sum, one) => sum + (one.at - at) * (one.rss - rss), 0) / spread;
}
