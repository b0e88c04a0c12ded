// Reads 100,000 accounts of each vendor, as `npm run bench` does: `node bench/vendor-reads.mjs --only okta`.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { DELAY_MS, measureVendorReads } from './vendor-reads/measure.mjs';

const { accounts, only } = parseArgs({
  options: { accounts: { type: 'string', default: '100000' }, only: { type: 'string', multiple: true } },
}).values;
const say = (text) => process.stdout.write(`${text}\n`);
say(`${Number(accounts).toLocaleString('en')} accounts, ${DELAY_MS} ms, load ${loadavg()[0].toFixed(1)}`);
await measureVendorReads(Number(accounts), say, only);
