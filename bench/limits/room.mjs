import { readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

/** Before anything is measured: the files, the database of the shell, ours with its log, and what both sort in temporary files. */
const BYTES_PER_ACCOUNT = 2500;
/** What a sync may need besides what the sizes before it showed. */
const MARGIN = 1.3;
const START_MB = 200;
const MB = 1_000_000;

/**
 * Why the disk or the memory does not suffice for so many accounts, in words, or `null` when both do. What the sizes before took tells what this one will:
 * all of it grows with the accounts at most.
 */
export function missingRoom(folder, accounts, measured, machine = roomOf(folder)) {
  const last = measured.at(-1);
  const perAccount =
    last === undefined ? BYTES_PER_ACCOUNT : Math.max(BYTES_PER_ACCOUNT, last.disk / last.accounts);
  const disk = accounts * perAccount * MARGIN;
  if (disk > machine.disk)
    return `it needs about ${gb(disk)} in ${folder}, where ${gb(machine.disk)} are free; set TMPDIR to a larger disk`;
  if (last === undefined) return null;
  const most = Math.max(last.first.peak, last.changed.peak, last.servicePeak) - START_MB * MB;
  const memory = START_MB * MB + (Math.max(0, most) / last.accounts) * accounts * MARGIN;
  if (memory > machine.memory)
    return `it needs about ${gb(memory)} of memory, and ${gb(machine.memory)} are available`;
  return null;
}

function roomOf(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return { disk: bavail * bsize, memory: availableMemory() };
}

/** What programs can get, including what caches give back; `freemem` knows no caches on Linux. */
function availableMemory() {
  try {
    const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return freemem();
  }
}

/** The bytes of all files in a folder. */
export function diskUse(folder) {
  return readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function gb(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
