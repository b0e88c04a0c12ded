import { connectDeclared } from '../../../src/connectors/rest/connection.ts';
import { settingsOf } from '../../../src/connectors/rest/settings.ts';
import { problemText, readDeclaration } from '../../../src/connectors/rest-declaration/read.ts';
import { everyOf } from '../../support/connector-io.ts';
import { type Ask, ioFor, type Reply, startVendor, type VendorRules } from '../vendors/server.ts';

const HEAD = `
version: 1
name: Lab
settings: { key: { what: a key, kind: secret }, url: { what: its address, kind: address, optional: true } }
base: http://lab.example/api
`;
const PROOF = 'auth: { bearer: "{key}" }\n';

/** A declaration with these parts; `auth` is a bearer token unless they name one. */
export function declarationOf(parts: string) {
  const text = `${HEAD}${/^auth:/m.test(parts) ? '' : PROOF}${parts}`;
  const read = readDeclaration(text);
  if (!read.ok) throw new Error(read.problems.map(problemText).join('\n'));
  return read.declaration;
}

/** What is wrong in one that holds its secret. */
export function plainFaults(auth: string): string[] {
  const read = readDeclaration(`${HEAD}${auth}\naccounts: { get: /users }\n${MAP}`);
  return read.ok ? [] : read.problems.map(problemText);
}

/** What is wrong in a declaration with these parts, line by line; the parts begin on line 7. */
export function faultsOf(parts: string): string[] {
  const read = readDeclaration(`${HEAD}${PROOF}${parts}`);
  return read.ok ? [] : read.problems.map(problemText);
}

export const KEY = 'lab-key-82611973';

/** A server that answers as `rules` say, and a connection to it; `suffix` follows the base address. Close the server at the end. */
export async function declared(
  parts: string,
  rules: Partial<VendorRules>,
  changes: Readonly<Record<string, unknown>> = {},
) {
  const declaration = declarationOf(parts);
  const server = await startVendor(() => ({ routes: [], nothing: { status: 404, body: {} }, ...rules }));
  const { suffix = '', ...others } = changes;
  const base = `${server.origin}/api${suffix}`;
  const settings = settingsOf(declaration).parse({ key: KEY, url: server.origin, base, ...others });
  const io = ioFor(server);
  const connection = connectDeclared(declaration, settings, io);
  return { server, io, connection, read: () => everyOf(connection.accounts()) };
}

/** One route that answers every request of a list. */
export function listing(answer: (ask: Ask) => Reply, on = 'GET /api/users'): Partial<VendorRules> {
  return { routes: [{ on, answer }] };
}

export type Row = Record<string, unknown>;

/** People with ids from 1. */
export function people(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, status: 'on' }));
}

/** The map that goes with `people`. */
export const MAP = 'map: { id: id, state: { path: status, values: { "on": active, "off": deactivated } } }\n';
