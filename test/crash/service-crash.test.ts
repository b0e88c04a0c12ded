import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { differences } from './end-state.mjs';
import { killedService, prepareService, wholeService } from './service-life.mjs';

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-service-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
/** Each company is killed three times before it may finish; `npm run chaos` kills more. */
const LIVES = 3;
const DEATHS = 3;

test('a service killed in the thread that syncs leaves the same rows as one that was not, those of licenses among them', async () => {
  await prepareService(home);
  const { points, state: whole } = await wholeService(home);
  expect(points).toBeGreaterThan(200);
  expect(whole.snapshot.assignments?.length).toBeGreaterThan(5);
  const harmed: string[] = [];
  for (let life = 0; life < LIVES; life++) {
    const deaths = Array.from({ length: DEATHS }, (_, death) =>
      Math.floor(((death * LIVES + life + 0.5) * points) / (DEATHS * LIVES)),
    );
    const { kills, ended, state } = await killedService(home, deaths);
    // After a death in the reading, the same read starts again; after one in the applying, what is left may have fewer statements.
    expect([kills > 0, ended]).toEqual([true, 0]);
    const harm = state === null ? 'did not end' : differences(whole, state);
    if (harm !== null) harmed.push(`killed at ${deaths.join()}: ${harm}`);
  }
  expect(harmed).toEqual([]);
}, 240_000);
