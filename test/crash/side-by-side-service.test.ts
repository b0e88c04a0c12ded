import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences } from './end-state.mjs';
import { serve, stateOf } from './service-life.mjs';
import { configure } from './vendors/vendor-script.mjs';
import { startVendors, type Vendors } from './vendors/vendor-server.mjs';

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-side-service-'));
const LAST = { last: 'app31' };
const TOKEN = { TOKEN: 'token-1234' };
const QUIET_MS = 200;
let vendors: Vendors;

beforeAll(async () => {
  vendors = await startVendors();
});
afterAll(async () => {
  await vendors.close();
  rmSync(home, { recursive: true, force: true });
});

/** A company on the servers as of a step of their script. */
function at(directory: string, step: number): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'step'), String(step));
  configure(directory, vendors.origins);
}

test('a service that is killed or asked to stop with many requests under way leaves the same rows as one that was not', async () => {
  const first = join(home, 'first');
  at(first, 1);
  expect(await serve(first, '2026-03-02T10:00:00Z', TOKEN, LAST)).toBe(0);
  const second = async (name: string, ...signals: ('SIGKILL' | 'SIGTERM')[]) => {
    const directory = join(home, name);
    cpSync(first, directory, { recursive: true, preserveTimestamps: true });
    at(directory, 4);
    for (const signal of signals) {
      const ended = await serve(directory, '2026-03-02T11:00:00Z', TOKEN, {
        ...LAST,
        onStart(child) {
          const before = vendors.asked(directory);
          let quiet: NodeJS.Timeout;
          const kill = () => {
            vendors.watch(directory, () => true);
            child.kill(signal);
          };
          // Half the lists are read, then nobody is answered.
          vendors.watch(directory, (asked) => {
            if (asked - before < 60) return false;
            clearTimeout(quiet);
            quiet = setTimeout(kill, QUIET_MS);
            return true;
          });
        },
      });
      expect(ended).toBe(signal === 'SIGTERM' ? 0 : signal);
      vendors.watch(directory, null);
    }
    expect(await serve(directory, '2026-03-02T11:00:00Z', TOKEN, LAST)).toBe(0);
    return stateOf(directory, false);
  };
  const whole = await second('whole');
  expect(whole.runs).toContain('app05 failed permission');
  expect(differences(whole, await second('killed', 'SIGKILL', 'SIGTERM'))).toBe(null);
}, 240_000);
