import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectorIo } from '../../src/connectors/base/connector.ts';
import { ConnectorError } from '../../src/connectors/base/errors.ts';
import { createFetch } from '../../src/connectors/network/network.ts';
import { createSockets } from '../../src/connectors/network/sockets.ts';

/** A real network limited to `allow`, a clock fixed at 2026-03-10, and waits that take no time but are recorded. */
export function testIo(
  changes: Partial<ConnectorIo> & { allow?: readonly string[] } = {},
): ConnectorIo & { waits: number[] } {
  const { allow = [], ...rest } = changes;
  const waits: number[] = [];
  return {
    app: 'test-app',
    fetch: createFetch({ allow }),
    sockets: createSockets({ allow }),
    signal: new AbortController().signal,
    now: () => new Date('2026-03-10T12:00:00Z'),
    sleep: async (ms) => {
      waits.push(ms);
    },
    directory: '/',
    domains: ['acme.co'],
    timezone: 'UTC',
    groups: [],
    downloads: join(tmpdir(), 'seatkeeper-test-downloads'),
    ...rest,
    waits,
  };
}

/** A new folder with these files. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'seatkeeper-test-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

export async function everyOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** The `ConnectorError` that `work` fails with; any other outcome fails the test. */
export async function connectorErrorOf(work: Promise<unknown>): Promise<ConnectorError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  );
  if (error instanceof ConnectorError) return error;
  throw error;
}
