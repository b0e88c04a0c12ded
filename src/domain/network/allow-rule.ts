/**
 * One line of `network: { allow }` in seatkeeper.yaml. Everything except an origin is reached by https only; a range applies
 * whatever name leads to it.
 */
export type AllowRule =
  /** `http://127.0.0.1:8080`: this scheme, host and port. */
  | { readonly kind: 'origin'; readonly origin: string }
  /** `scim.intern`, `10.0.0.5`, `scim.intern:8443`; without a port every port. */
  | { readonly kind: 'host'; readonly host: string; readonly port: string | null }
  /** `*.intern`: every name below it, not itself. */
  | { readonly kind: 'below'; readonly suffix: string; readonly port: string | null }
  /** `10.0.0.0/8`, `fd00::/8`. */
  | { readonly kind: 'range'; readonly address: string; readonly bits: number };

export type AllowProblem =
  | 'not-a-host'
  | 'not-a-range'
  | 'everything'
  | 'path'
  | 'scheme'
  | 'credentials'
  | 'wildcard';

/** Reads one line, or says what is wrong with it: a line that is accepted allows something. */
export function readAllowRule(written: string): AllowRule | { readonly problem: AllowProblem } {
  const text = written.trim();
  if (text.includes('://')) return originIn(text);
  if (text.includes('/')) return rangeIn(text);
  if (text.includes('@')) return { problem: 'credentials' };
  const wild = text.startsWith('*.');
  if (text.includes('*') && (!wild || text.includes('*', 1))) return { problem: 'wildcard' };
  const found = hostIn(wild ? text.slice(2) : text);
  if (found === null) return { problem: 'not-a-host' };
  if (!wild) return { kind: 'host', ...found };
  if (isAddress(found.host)) return { problem: 'wildcard' };
  return { kind: 'below', suffix: `.${found.host}`, port: found.port };
}

/** Hosts are compared in the spelling of `URL`: lower case, IDN as ASCII, no brackets, no dot at the end. */
export function hostOf(url: Pick<URL, 'hostname'>): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

export function portOf(url: Pick<URL, 'port' | 'protocol'>): string {
  return url.port || (url.protocol === 'http:' ? '80' : '443');
}

function originIn(text: string): AllowRule | { readonly problem: AllowProblem } {
  const url = parsed(text);
  if (url === null || url.hostname === '' || /[\s*]/.test(text)) return { problem: 'not-a-host' };
  if (!/^https?:$/.test(url.protocol)) return { problem: 'scheme' };
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  if (isOtherSpelling(/^[^:]+:\/\/([^:/?#]*)/.exec(text)?.[1] ?? '', hostOf(url)))
    return { problem: 'not-a-host' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return { problem: 'path' };
  return { kind: 'origin', origin: url.origin };
}

function rangeIn(text: string): AllowRule | { readonly problem: AllowProblem } {
  const [, address = '', bits = ''] = /^\[?([0-9a-f:.]+)\]?\/(\d{1,3})$/i.exec(text) ?? [];
  const found = hostIn(address);
  // A host with a path looks like a range.
  if (address === '') return { problem: hostIn(text.slice(0, text.indexOf('/'))) ? 'path' : 'not-a-range' };
  if (found === null || found.port !== null || !isAddress(found.host) || !/[.:].*[.:]/.test(address))
    return { problem: 'not-a-range' };
  const most = found.host.includes(':') ? 128 : 32;
  if (Number(bits) > most) return { problem: 'not-a-range' };
  return Number(bits) === 0
    ? { problem: 'everything' }
    : { kind: 'range', address: found.host, bits: Number(bits) };
}

function hostIn(text: string): { readonly host: string; readonly port: string | null } | null {
  const bare = text.split(':').length > 2 && !text.startsWith('[') ? `[${text}]` : text;
  // `URL` drops the default port of the scheme, so it is read from the text.
  const [, name = '', port] = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(bare) ?? [];
  if (name === '' || /[\s?#\\%]/.test(name) || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1)
    return null;
  const url = parsed(`https://${name}/`);
  if (url === null || hostOf(url) === '') return null;
  const host = hostOf(url);
  if (isOtherSpelling(name, host)) return null;
  return isAddress(host) || /^[\w-]+(\.[\w-]+)*$/.test(host)
    ? { host, port: port === undefined ? null : String(Number(port)) }
    : null;
}

/** `999` and `010.0.0.1`, which `URL` turns into 0.0.3.231 and 8.0.0.1: nobody means that. */
function isOtherSpelling(written: string, host: string): boolean {
  return isAddress(host) && !host.includes(':') && written.replace(/\.$/, '') !== host;
}

/** An IP address as `URL` spells it: no name ends in a number. */
function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
