import { join } from 'node:path';
import type { ConnectorIo } from '../../src/connectors/base/connector.ts';
import { createFetch } from '../../src/connectors/network/network.ts';
import { ioFor, type VendorServer } from '../connectors/vendors/server.ts';
import { installed } from './install.ts';
import { answers, freePort, type Running, running } from './running.ts';

/** The last version for the Node that we run on. */
const PRISM = '@stoplight/prism-cli@5.14.2';

/** What Prism says of a request or of the example that answers it. */
interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

export interface Prism extends Running {
  readonly origin: string;
}

/** Stoplight's Prism over a description that a vendor published: it checks requests, and answers with the vendor's own examples. */
export async function startPrism(description: string): Promise<Prism> {
  const folder = await installed('prism', [PRISM]);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const file = join(import.meta.dirname, '../connectors/fixtures', description);
  const program = join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const server = await running(
    {
      command: process.execPath,
      args: [program, 'mock', '--host', '127.0.0.1', '--port', String(port), file],
      cwd: folder,
    },
    () => answers(`${origin}/`),
  );
  return { ...server, origin };
}

/** Everything that was asked over one connection. */
export interface Asked {
  /** `GET /orgs/github/members`: what Prism answered, each once, without queries. */
  readonly described: Set<string>;
  /** What the description refuses of our requests. */
  readonly wrong: Set<string>;
  /** What it refuses of its own examples. */
  readonly contradictions: Set<string>;
}

interface Differences {
  /** Leaves the links to a next page in, which lead to the vendor's real host. */
  readonly keepLinks?: boolean;
  /** Where the vendor's server of ours has what is not described. */
  readonly ownPath?: (path: string) => string;
}

/**
 * Requests as the connector makes them, to Prism. What the description leaves out, `vendor` answers: a server of ours. Prism knows no pages
 * and gives each list whole.
 */
export function ioOver(
  prism: Prism,
  vendor: VendorServer,
  { keepLinks = false, ownPath = (path) => path, ...changes }: Partial<ConnectorIo> & Differences = {},
): { readonly io: ConnectorIo; readonly asked: Asked } {
  const io = ioFor(vendor, { fetch: createFetch({ allow: [vendor.origin, prism.origin] }), ...changes });
  const asked: Asked = { described: new Set(), wrong: new Set(), contradictions: new Set() };
  const through: typeof fetch = async (input, init) => {
    const answer = await io.fetch(input, init);
    const url = new URL(String(input));
    if (url.origin !== prism.origin) return answer;
    const text = await answer.text();
    if (/#NO_(PATH|METHOD)_MATCHED_ERROR/.test(text))
      return io.fetch(`${vendor.origin}${ownPath(url.pathname)}${url.search}`, init);
    const request = `${init?.method ?? 'GET'} ${url.pathname}`;
    asked.described.add(request);
    for (const { location, message } of violationsOf(answer, text))
      (location[0] === 'response' ? asked.contradictions : asked.wrong).add(`${request}: ${message}`);
    const headers = new Headers(answer.headers);
    if (!keepLinks) headers.delete('link');
    return new Response(answer.status === 204 ? null : text, { status: answer.status, headers });
  };
  return { io: { ...io, fetch: through }, asked };
}

function violationsOf(answer: Response, text: string): readonly Violation[] {
  const header = answer.headers.get('sl-violations');
  if (header !== null) return JSON.parse(header) as Violation[];
  if (!text.includes('stoplight.io/prism/errors#')) return [];
  const { title, detail, validation } = JSON.parse(text) as {
    title: string;
    detail: string;
    validation?: Violation[];
  };
  return validation ?? [{ location: ['request'], message: `${title}: ${detail}` }];
}
