const MB = 1_000_000;
const GB = 1_000_000_000;
const seconds = (value) => `${value.toFixed(value < 100 ? 1 : 0)} s`;
const times = (value) => `${value.toFixed(2)}×`;
const megabytes = (value) => `${Math.round(value / MB).toLocaleString('en')} MB`;
const gigabytes = (value) => `${(value / GB).toFixed(2)} GB`;
const milliseconds = (value) => `${value.toFixed(1)} ms`;
const processors = (value) => (value === null ? 'unknown' : value.toFixed(2));

/** What was measured of one size. `grows`: its exponent of growth means something. */
export function measuresOf(size) {
  const { shell, first, unchanged, changed, during, after } = size;
  const time = (what, { seconds: value }) => ({ what, value, show: seconds, grows: true });
  const beside = (what, { seconds: value, cpu }) => [
    time(what, { seconds: value }),
    { what: `${what} ÷ shell`, value: value / shell.seconds, show: times },
    { what: `${what}, processor time ÷ that of the shell`, value: cpu / shell.cpu, show: times },
  ];
  const peak = (what, value) => ({ what: `peak memory, ${what}`, value, show: megabytes, grows: true });
  return [
    time('`sqlite3` shell', shell),
    ...beside('first sync', first),
    ...beside('unchanged sync', unchanged),
    ...beside('sync with one new account', changed),
    peak('first sync', first.peak),
    peak('sync with one new account', changed.peak),
    peak('service, sync with one account gone', size.servicePeak),
    { what: 'both exported files', value: size.files, show: gigabytes, grows: true },
    { what: "the shell's database", value: size.shellFile, show: gigabytes, grows: true },
    { what: 'our database', value: size.file, show: gigabytes, grows: true },
    { what: 'our database with its log, at most', value: size.withWal, show: gigabytes, grows: true },
    {
      what: 'start of the service: the check of the file',
      value: size.opened / 1000,
      show: seconds,
      grows: true,
    },
    { what: '`status` during a sync, p50', value: during.p50, show: milliseconds, grows: true },
    { what: '`status` during a sync, p99', value: during.p99, show: milliseconds, grows: true },
    {
      what: '`status` during a sync, without waiting, p50',
      value: during.alone,
      show: milliseconds,
      grows: true,
    },
    { what: '`status` afterwards, p50', value: after.p50, show: milliseconds, grows: true },
    { what: '`status` afterwards, p99', value: after.p99, show: milliseconds, grows: true },
    { what: '`status` afterwards, processor time', value: after.cpu, show: milliseconds, grows: true },
    { what: 'processors that other programs kept busy', value: size.busy, show: processors },
  ];
}

/** One line a measure and one column a size, with the exponents: over all sizes, and of the last step alone. */
export function printLimits(sizes, { markdown }) {
  const head = ['', ...sizes.map(({ accounts }) => accounts.toLocaleString('en')), 'exponent', 'last step'];
  const columns = sizes.map(measuresOf);
  const rows = measuresOf(sizes[0]).map(({ what, grows }, at) => {
    const points = columns.map((column, index) => [sizes[index].accounts, column[at].value]);
    const exponent = (some) => (grows && some.length > 1 ? exponentOf(some).toFixed(2) : '');
    return [
      what,
      ...columns.map((column) => column[at].show(column[at].value)),
      exponent(points),
      exponent(points.slice(-2)),
    ];
  });
  if (markdown) {
    const line = (row) => `| ${row.join(' | ')} |`;
    return [line(head), `| :-- |${' --: |'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n');
  }
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  return [head, ...rows].map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** The slope of the logarithms by least squares: 1 when something doubles with the accounts, 0 when it stays. */
function exponentOf(points) {
  const logs = points.map(([accounts, value]) => [Math.log(accounts), Math.log(value)]);
  const mean = (at) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const of = (f) => logs.reduce((sum, log) => sum + f(log[0] - x, log[1] - y), 0);
  return of((a, b) => a * b) / of((a) => a * a);
}
