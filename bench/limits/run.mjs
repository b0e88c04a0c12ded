import { loadavg } from 'node:os';
import { describeMachine } from '../machine.mjs';
import { grow } from './grow.mjs';
import { measuresOf, printLimits } from './print.mjs';
import { missingRoom } from './room.mjs';

const whole = (number) => number.toLocaleString('en');

/** The sizes as they are written on the command line, in order. Throws for one that is no number of accounts. */
export function sizesOf(text) {
  const sizes = text.split(',').map((size) => Number(size.replaceAll('_', '')));
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000 || size % 5 !== 0))
    throw new Error(`--sizes: ${text} is not a list of numbers of accounts from 1,000 on that five divides`);
  return sizes.toSorted((a, b) => a - b);
}

/**
 * Grows one organisation, one app with five accounts a person, and prints what each size costs and how fast that grows. It stops before a size for which
 * the disk or the memory does not suffice, and says so; what was measured until then is printed. Returns whether all sizes were measured.
 */
export async function measureLimits({ folder, sizes, markdown, shell, say }) {
  const measured = [];
  for (const accounts of sizes) {
    const missing = missingRoom(folder, accounts, measured);
    if (missing !== null) {
      say(`STOPPED before ${whole(accounts)} accounts: ${missing}`);
      break;
    }
    say(
      `${whole(accounts)} accounts and ${whole(accounts / 5)} people; load ${loadavg()[0].toFixed(2)} before`,
    );
    const size = await grow(folder, accounts, say);
    measured.push(size);
    // What a long run has measured is shown at once.
    for (const { what, value, show } of measuresOf(size)) say(`  ${what}: ${show(value)}`);
  }
  if (measured.length > 0)
    process.stdout.write(`${describeMachine(shell)}.\n\n${printLimits(measured, { markdown })}\n`);
  return measured.length === sizes.length;
}
