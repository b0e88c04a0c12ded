import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Meter } from '../base/usage.ts';
import { dnKey } from '../ldap-client/dn.ts';
import type { Entry } from '../ldap-client/entry.ts';
import { type LdapServer, openSession, type Session } from '../ldap-client/session.ts';
import { type BaseSearch, searchesFor } from './bases.ts';
import { KIND_FACTS, type KindFacts } from './kinds.ts';
import {
  GLOBAL_CATALOG,
  isGlobalCatalog,
  KINDS,
  type Kind,
  type LdapSettings,
  serverIn,
} from './settings.ts';

/** A directory over one connection, for one read: its kind, and where its people and groups are. */
export interface Directory {
  readonly session: Session;
  readonly kind: Kind;
  readonly facts: KindFacts;
  readonly people: readonly BaseSearch[];
  readonly groups: readonly BaseSearch[];
  /** The bases of the people, as the admin or the server writes them. */
  readonly bases: readonly string[];
}

export async function openDirectory(
  settings: LdapSettings,
  io: ConnectorIo,
  meter: Meter,
): Promise<Directory> {
  const server = await serverOf(settings, io);
  const session = await openSession(server, io, meter);
  try {
    return await lookAround(session, settings, server);
  } catch (error) {
    session.close();
    throw error;
  }
}

async function serverOf(settings: LdapSettings, { app, directory }: ConnectorIo): Promise<LdapServer> {
  const { url, serverName, ca, bind, password } = settings;
  const server = serverIn(url);
  if (server === null) throw new Error(`${url} was accepted by the settings`);
  return {
    ...server,
    where: url.replace(/\/$/, ''),
    serverName,
    ca: ca === undefined ? undefined : await certificateIn(app, resolve(directory, ca)),
    bind,
    password,
  };
}

async function certificateIn(app: string, file: string): Promise<string> {
  const refused = (why: string) =>
    new ConnectorError(
      app,
      'no-connection',
      `ca: names ${file}, which ${why}; correct the path in seatkeeper.yaml`,
    );
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw refused(code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`);
  });
  if (!/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(pem))
    throw refused('holds no certificate as PEM (-----BEGIN CERTIFICATE-----)');
  return pem;
}

const ROOT = ['objectClass', 'vendorName', 'supportedCapabilities', 'defaultNamingContext', 'namingContexts'];

/** What the server says about itself: https://www.rfc-editor.org/rfc/rfc4512#section-5.1 */
async function lookAround(
  session: Session,
  settings: LdapSettings,
  { port, bind }: LdapServer,
): Promise<Directory> {
  const root = await session.entry({ base: '', attributes: ROOT, what: 'say what it is' });
  const kind = settings.kind ?? kindOf(root);
  if (kind === null)
    throw session.failed({
      kind: 'unexpected-response',
      text: `does not say which kind of directory it is; write kind: ${KINDS.join(', ')}`,
    });
  if (kind === 'ad' && isGlobalCatalog(port))
    throw session.failed({ kind: 'unexpected-response', text: GLOBAL_CATALOG });
  const contexts = contextsOf(root, kind);
  const bases = settings.bases ?? contexts;
  if (bases.length === 0)
    throw session.failed({
      kind: 'permission',
      text: `does not tell ${bind} what there is in it; write bases: ["DC=corp,DC=example"]`,
    });
  const { leavers = [], groupBases } = settings;
  for (const base of [...(settings.bases ?? []), ...leavers, ...(groupBases ?? [])])
    await proveBase(session, base, bind);
  return {
    session,
    kind,
    facts: KIND_FACTS[kind],
    // People below the place to which leavers are moved are read with the others.
    people: searchesFor([...bases, ...leavers], contexts),
    groups: searchesFor(groupBases ?? (contexts.length > 0 ? contexts : bases), contexts),
    bases,
  };
}

function kindOf(root: Entry | null): Kind | null {
  if (root === null) return null;
  // https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/3ed61e6c-cfdc-487f-9f05-9a3397be3772
  if (root.texts('supportedCapabilities').includes('1.2.840.113556.1.4.800')) return 'ad';
  if (root.texts('vendorName').some((name) => /389 project/i.test(name))) return '389ds';
  return root.texts('objectClass').some((name) => name.toLowerCase() === 'openldaprootdse')
    ? 'openldap'
    : null;
}

/** The parts of the directory that hold people. Active Directory also names its configuration, its schema and DNS. */
function contextsOf(root: Entry | null, kind: Kind): readonly string[] {
  const usual = root?.text('defaultNamingContext') ?? null;
  if (kind === 'ad' && usual !== null) return [usual];
  return (root?.texts('namingContexts') ?? []).filter((context) => !/^(?:cn=|o=netscaperoot)/i.test(context));
}

/** A misspelled base would look like a company whose people have all left. */
async function proveBase(session: Session, base: string, bind: string): Promise<void> {
  const found = await session.entry({ base, attributes: ['1.1'], what: `look at ${base}` });
  if (found !== null && dnKey(found.dn) === dnKey(base)) return;
  throw session.failed({
    kind: 'permission',
    text: `shows ${bind} no ${base}: it does not exist, or the account may not see it. Correct it in seatkeeper.yaml, or let the account read there`,
  });
}
