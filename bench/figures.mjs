const MB = 1_000_000;
const inSeconds = { unit: ' s', digits: 2 };
const ratio = { unit: '×', digits: 2 };
const memory = { unit: ' MB', digits: 0 };
const delay = { unit: ' ms', digits: 1 };

/** The measurements as lines of a table. `must` and `aim` are upper limits of `value`, in its unit. */
export function figures({
  large,
  small,
  times,
  readers,
  shapes,
  leavers,
  against,
  peaks,
  answers,
  access,
  exports,
  vendors,
  directory,
}) {
  const [baseline, first, second, changed] = [times.baseline, times.first, times.second, times.changed].map(
    median,
  );
  const [most, mostSmall] = [times.peaks, peaks].map((bytes) => Math.max(...bytes) / MB);
  const rate = (seconds) => `${whole(large.accounts / seconds)} accounts/s`;
  const each = (runs) => `runs: ${runs.map((run) => run.toFixed(2)).join(', ')}`;
  const asked = ({ p50, max, alone, asked: count }) =>
    `p50 ${p50.toFixed(1)} ms, max ${max.toFixed(1)} ms, ${alone.toFixed(1)} ms without waiting; ${whole(count)} questions`;
  return [
    { what: 'sqlite3 shell', value: baseline, ...inSeconds, more: each(times.baseline) },
    { what: 'First sync', value: first, ...inSeconds, more: `${rate(first)}; ${each(times.first)}` },
    { what: 'First sync ÷ sqlite3', value: first / baseline, ...ratio, must: 1, aim: 0.8 },
    { what: 'Unchanged sync', value: second, ...inSeconds, more: `${rate(second)}; ${each(times.second)}` },
    { what: 'Unchanged sync ÷ sqlite3', value: second / baseline, ...ratio, must: 0.5, aim: 0.35 },
    { what: 'Sync with one new account', value: changed, ...inSeconds, more: each(times.changed) },
    { what: 'Sync with one new account ÷ sqlite3', value: changed / baseline, ...ratio },
    ...readerFigures(readers),
    ...shapeFigures(shapes),
    {
      what: 'Alerts queued after 1 % of the people left',
      value: leavers.seconds,
      ...inSeconds,
      must: 4,
      aim: 2,
      more: `${whole(leavers.left)} people; ${leavers.how}; the whole sync took ${leavers.whole.toFixed(2)} s`,
    },
    { what: `Peak memory, ${whole(small.accounts)} accounts`, value: mostSmall, ...memory },
    { what: `Peak memory, ${whole(large.accounts)} accounts`, value: most, ...memory, must: 240, aim: 200 },
    { what: 'Peak memory, large ÷ small', value: most / mostSmall, ...ratio, must: 1.5 },
    {
      what: 'status during the first sync, p99',
      value: answers.first.p99,
      ...delay,
      must: 100,
      aim: 30,
      more: asked(answers.first),
    },
    {
      what: 'status during an unchanged sync, p99',
      value: answers.second.p99,
      ...delay,
      must: 100,
      aim: 30,
      more: asked(answers.second),
    },
    {
      what: 'access with two filters and a sort, p99',
      value: access.p99,
      ...delay,
      must: 50,
      aim: 30,
      more: `p50 ${access.p50.toFixed(1)} ms, max ${access.max.toFixed(1)} ms; ${whole(access.asked)} questions of ${access.each.length} kinds, warm`,
    },
    {
      what: 'access, the first time',
      value: access.cold / 1000,
      ...inSeconds,
      more: `the slowest of ${access.each.length}; it keeps others waiting ${access.blocked.toFixed(0)} ms at most`,
    },
    { what: 'Memory kept for access', value: access.bytes / MB, ...memory, must: 80 },
    ...exportFigures(large, exports),
    ...vendorFigures(vendors),
    ...directoryFigures(directory),
    ...againstFigures(against),
  ];
}

/** The same rows under our own headings and under those of a console. */
function readerFigures({ plain, console, peaks, small }) {
  const each = (runs) => `runs: ${runs.map((run) => run.toFixed(2)).join(', ')}`;
  const peak = Math.max(...peaks) / MB;
  return [
    { what: "Reading a console's file", value: median(console), ...inSeconds, more: each(console) },
    {
      what: "Reading a console's file ÷ our own format",
      value: median(console) / median(plain),
      ...ratio,
      must: 1.15,
      more: `ours, in turn with it: ${each(plain)}`,
    },
    {
      what: "Peak memory of reading a console's file, large ÷ small",
      value: peak / (small / MB),
      ...ratio,
      must: 1.5,
      more: `${peak.toFixed(0)} MB, ${(small / MB).toFixed(0)} MB`,
    },
  ];
}

function directoryFigures({ people, ours, theirs, large, small }) {
  const each = (runs) => `runs: ${runs.map((run) => run.toFixed(2)).join(', ')}`;
  return [
    {
      what: `ldapsearch, ${whole(people)} people from OpenLDAP`,
      value: median(theirs),
      ...inSeconds,
      more: each(theirs),
    },
    { what: 'The same people as a roster', value: median(ours), ...inSeconds, more: each(ours) },
    { what: 'Roster ÷ ldapsearch', value: median(ours) / median(theirs), ...ratio, must: 1.3 },
    {
      what: 'Peak memory of that, ÷ a tenth of the people',
      value: large / small,
      ...ratio,
      must: 1.5,
      more: `${(large / MB).toFixed(0)} MB and ${(small / MB).toFixed(0)} MB`,
    },
  ];
}

function shapeFigures({ one, many }) {
  const each = (runs) => `runs: ${runs.map((run) => run.toFixed(2)).join(', ')}`;
  return [
    { what: 'First sync, the same rows in 20 apps', value: median(many), ...inSeconds, more: each(many) },
    {
      what: 'First sync, 20 apps ÷ one',
      value: median(many) / median(one),
      ...ratio,
      must: 1.25,
      aim: 1,
      more: `one, in turn with them: ${each(one)}`,
    },
  ];
}

/**
 * Every answer takes 20 ms: how much longer a read is than a plain walk through the same requests,
 * the parsing of JSON apart, and whether memory stays flat.
 */
function vendorFigures(vendors) {
  return vendors.flatMap(({ vendor, small, large, ratio: times }) => [
    {
      what: `${vendor}, ${whole(large.accounts)} accounts ÷ a plain walk`,
      value: times,
      ...ratio,
      must: 1.2,
      more: `${large.seconds.toFixed(1)} s, of which JSON ${large.plain.parse.toFixed(2)} s; ${whole(large.requests)} requests`,
    },
    {
      what: `${vendor}, peak memory ÷ that of a tenth`,
      value: large.peak / small.peak,
      ...ratio,
      more: `${(small.peak / MB).toFixed(0)} and ${(large.peak / MB).toFixed(0)} MB`,
    },
  ]);
}

/** Of two builds that ran in turn. */
function againstFigures(runs) {
  if (runs === null) return [];
  const [own, other] = runs;
  return ['first', 'second'].map((time) => ({
    what: `${time === 'first' ? 'First' : 'Unchanged'} sync ÷ that of ${other.build}`,
    value: median(own[time]) / median(other[time]),
    ...ratio,
    more: `${median(own[time]).toFixed(2)} s, ${median(other[time]).toFixed(2)} s`,
  }));
}

/** The same limits for both formats. */
function exportFigures({ accounts }, exports) {
  const dump = median(exports.dump);
  const each = (runs) => `runs: ${runs.map((run) => run.toFixed(2)).join(', ')}`;
  return [
    { what: 'sqlite3 shell, the same table as CSV', value: dump, ...inSeconds, more: each(exports.dump) },
    ...['csv', 'xlsx'].flatMap((format) => {
      const seconds = median(exports[format]);
      const what = `Export as ${format.toUpperCase()}`;
      const more = `${whole(accounts / seconds)} rows/s; ${each(exports[format])}`;
      return [
        { what, value: seconds, ...inSeconds, must: 15, more },
        { what: `${what} ÷ sqlite3`, value: seconds / dump, ...ratio },
        {
          what: `${what}, peak memory`,
          value: Math.max(...exports.peaks[format]) / MB,
          ...memory,
          must: 256,
        },
      ];
    }),
  ];
}

export function isMissed({ value, must }) {
  return must !== undefined && !(value <= must);
}

export function whole(number) {
  return Math.round(number).toLocaleString('en');
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
