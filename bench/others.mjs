import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const TICKS_PER_SECOND = 100;

/**
 * Measures the processor time that other programs use from now on. Call the returned function for the number of processors that they
 * kept busy on average; it returns `null` where the system does not report it (Linux does).
 */
export function watchOthers() {
  const start = look();
  return () => {
    const end = look();
    if (start === null || end === null) return null;
    const others = end.busy - start.busy - (end.own - start.own);
    return Math.max(0, others / (end.at - start.at));
  };
}

function look() {
  const own = ownSeconds();
  if (own === null) return null;
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return { at: performance.now() / 1000, busy: busy / 1000, own };
}

/** The processor time of the children of this process that have ended, in seconds; `null` where the system does not report it. */
export function childSeconds() {
  return secondsOf(13, 15);
}

/** The processor time of this process and its ended children. */
function ownSeconds() {
  return secondsOf(11, 15);
}

/** Some of utime, stime, cutime and cstime, the fields 14 to 17 of proc_pid_stat(5), counted after the name from 0. */
function secondsOf(from, to) {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(from, to).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
