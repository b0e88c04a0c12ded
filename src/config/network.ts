import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AllowProblem, readAllowRule } from '../domain/network/allow-rule.ts';
import type { RawEnvironment } from './environment.ts';
import type { Path, UnplacedProblem } from './problems.ts';

const FORMS =
  'write a host like scim.intern, one with a port, an origin like http://10.0.0.5:8080, *.intern or 10.0.0.0/8';

const PROBLEMS: Readonly<Record<AllowProblem, string>> = {
  'not-a-host': `is not a host; ${FORMS}`,
  'not-a-range': 'is not an address range; write it like 10.0.0.0/8 or fd00::/8',
  everything: 'would allow every address; name the networks you mean, like 10.0.0.0/8',
  path: 'has a path, and what is allowed is a whole host; write it without the path',
  scheme: 'is neither http nor https; write an origin like http://10.0.0.5:8080',
  credentials: 'holds a user name or password; write the host alone',
  wildcard: `has a * where none can be; write *.intern for every name below intern; or ${FORMS}`,
};

const Allow = z
  .string({ error: 'is not a text; write a host, an origin or an address range' })
  .trim()
  .min(1, 'is empty; write a host, an origin or an address range')
  .superRefine((line, context) => {
    const rule = readAllowRule(line);
    if ('problem' in rule) context.addIssue(`"${line.slice(0, 60)}" ${PROBLEMS[rule.problem]}`);
  });

/** `network:` of seatkeeper.yaml: how apps and roster sources are reached. */
export const NetworkSettings = z
  .strictObject({
    /** Private hosts and address ranges that may be reached; see `AllowRule`. */
    allow: z.array(Allow).default([]),
    /** A file with the certificate of the company's own CA, as PEM. */
    ca: z.string().trim().min(1, 'is empty; write the file with the certificate of your CA').optional(),
  })
  .prefault({});

/** What reaching apps needs, with the proxies of the environment. */
export interface Network {
  readonly allow: readonly string[];
  /** PEM. */
  readonly ca: string | null;
  readonly proxies: {
    readonly http: string | null;
    readonly https: string | null;
    readonly no: string;
  } | null;
  /** The file that NODE_EXTRA_CA_CERTS names, and why Node, which only warns on the terminal, does not use it. */
  readonly extraCa: {
    readonly path: string;
    readonly problem: 'unreadable' | 'no-certificate' | null;
  } | null;
}

export interface FoundNetwork {
  readonly network: Omit<Network, 'allow'>;
  readonly problems: readonly UnplacedProblem[];
  readonly environmentProblems: readonly UnplacedProblem[];
  /** Passwords of proxies. */
  readonly secrets: readonly string[];
}

/** Reads the CA's file and the proxies, which are named as for curl: lower case wins. */
export function findNetwork(ca: unknown, directory: string, env: RawEnvironment): FoundNetwork {
  const problems: UnplacedProblem[] = [];
  const environmentProblems: UnplacedProblem[] = [];
  const secrets: string[] = [];
  const read = (name: string): string | null => {
    const found = [name.toLowerCase(), name].find((each) => (env[each] ?? '').trim() !== '');
    const value = found === undefined ? null : (env[found] ?? '').trim();
    if (found === undefined || value === null) return null;
    const url = parsedProxy(value);
    if (url === null)
      environmentProblems.push({
        at: [found],
        message: 'is not a proxy; write it like http://proxy.intern:3128',
      });
    else if (url.password !== '') secrets.push(url.password, decodeURIComponent(url.password));
    return url?.href ?? null;
  };
  const http = read('HTTP_PROXY');
  const https = read('HTTPS_PROXY') ?? http;
  const no = (env.no_proxy ?? env.NO_PROXY ?? '').trim();
  const pem =
    typeof ca === 'string' && ca.trim() !== '' ? readCa(resolve(directory, ca.trim()), problems) : null;
  const extra = readExtraCa(env);
  return {
    network: {
      // Naming a CA replaces Node's own, and only newer Nodes tell the CA from NODE_EXTRA_CA_CERTS.
      ca: pem === null || extra?.pem == null ? pem : `${pem}\n${extra.pem}`,
      proxies: http === null && https === null ? null : { http, https, no },
      extraCa: extra === null ? null : { path: extra.path, problem: extra.problem },
    },
    problems,
    environmentProblems,
    secrets,
  };
}

const AT: Path = ['network', 'ca'];
const CERTIFICATE = /-----BEGIN (TRUSTED )?CERTIFICATE-----/;

function readCa(path: string, problems: UnplacedProblem[]): string | null {
  try {
    const pem = readFileSync(path, 'utf8');
    if (CERTIFICATE.test(pem)) return pem;
    problems.push({
      at: AT,
      message: `names ${path}, which holds no certificate; save it as PEM (-----BEGIN CERTIFICATE-----)`,
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    problems.push({ at: AT, message: `names ${path}, which cannot be read (${code}); correct the path` });
  }
  return null;
}

interface ExtraCa extends NonNullable<Network['extraCa']> {
  readonly pem: string | null;
}

/** As Node takes it: relative to where Seatkeeper was started. */
function readExtraCa(env: RawEnvironment): ExtraCa | null {
  const path = (env.NODE_EXTRA_CA_CERTS ?? '').trim();
  if (path === '') return null;
  try {
    const pem = readFileSync(path, 'utf8');
    return CERTIFICATE.test(pem)
      ? { path, problem: null, pem }
      : { path, problem: 'no-certificate', pem: null };
  } catch {
    return { path, problem: 'unreadable', pem: null };
  }
}

/** `proxy.intern:3128` is http, as for curl. */
function parsedProxy(text: string): URL | null {
  try {
    const url = new URL(text.includes('://') ? text : `http://${text}`);
    return ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' ? url : null;
  } catch {
    return null;
  }
}
