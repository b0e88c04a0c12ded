import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('removals.mjs', import.meta.url));

/** Removes so many accounts in bulk, in a process of its own; what it measured. */
export async function measureRemovals(accounts) {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, '--accounts', String(accounts)]);
  return JSON.parse(stdout);
}

/** The measurements as lines of the table of figures. */
export function removalFigures({ accounts, seconds, atTheLimit, ratio, statusP50, statusP99, writes }) {
  return [
    {
      what: `${accounts} removals ÷ what the app's limit leaves for them`,
      value: ratio,
      unit: '×',
      digits: 2,
      must: 1.1,
      more: `${seconds} s, ${atTheLimit} s at the limit; ${writes} requests that change something`,
    },
    {
      what: 'status during removals in bulk, p99',
      value: statusP99,
      unit: ' ms',
      digits: 1,
      must: 100,
      more: `p50 ${statusP50} ms`,
    },
  ];
}
