/*
 * node --require thread-points.cjs: kills the process before the CRASH_AT-th SQL statement of the thread in which a service syncs.
 * With POINTS_FILE, writes there how many statements that thread ran.
 */
const { writeFileSync } = require('node:fs');
const { isMainThread, workerData } = require('node:worker_threads');
const { CRASH_AT, POINTS_FILE } = process.env;
if (!isMainThread && workerData?.platforms !== undefined) {
  const Database = require('better-sqlite3');
  let point = 0;
  const pass = () => {
    point++;
    if (point === Number(CRASH_AT)) process.kill(process.pid, 'SIGKILL');
  };
  const memory = new Database(':memory:');
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1'));
  for (const [of, names] of [
    [statements, ['run', 'get', 'all', 'iterate']],
    [Database.prototype, ['exec']],
  ])
    for (const name of names) {
      const real = of[name];
      of[name] = function (...bound) {
        pass();
        return real.apply(this, bound);
      };
    }
  memory.close();
  if (POINTS_FILE !== undefined) process.on('exit', () => writeFileSync(POINTS_FILE, String(point)));
}
