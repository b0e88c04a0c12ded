import type { Examined } from '../chats/examined.ts';
import { joined } from '../words.ts';

/** How apps, roster sources and chats are reached, as seatkeeper.yaml and the environment say. */
export interface NetworkView {
  /** Addresses, which may hold a password. */
  readonly proxies: {
    readonly http: string | null;
    readonly https: string | null;
    readonly no: string;
  } | null;
  /** Whether `network: { ca }` names a certificate. */
  readonly ownCa: boolean;
  /** The file that NODE_EXTRA_CA_CERTS names, and why Node does not use it; `null` if it names none. */
  readonly extraCa: {
    readonly path: string;
    readonly problem: 'unreadable' | 'no-certificate' | null;
  } | null;
}

/** What `doctor` says about the company's network; `null` if requests simply go out. */
export function networkExamined({ proxies, ownCa, extraCa }: NetworkView): Examined | null {
  const trusted = [
    ...(ownCa ? ['network.ca'] : []),
    ...(extraCa !== null && extraCa.problem === null ? ['NODE_EXTRA_CA_CERTS'] : []),
  ];
  const parts = [
    ...(proxies === null ? [] : [proxyText(proxies)]),
    ...(trusted.length === 0 ? [] : [`also trusts the certificates of ${joined(trusted)}`]),
  ];
  const found = parts.join('; ');
  if (extraCa !== null && extraCa.problem !== null)
    return {
      name: 'network',
      state: 'bad',
      found: [...parts, 'NODE_EXTRA_CA_CERTS is not used'].join('; '),
      fix: `NODE_EXTRA_CA_CERTS names ${extraCa.path}, which ${PROBLEMS[extraCa.problem]}. Correct it and restart Seatkeeper.`,
    };
  return parts.length === 0 ? null : { name: 'network', state: 'good', found, fix: null };
}

const PROBLEMS = {
  unreadable: 'cannot be read',
  'no-certificate': 'holds no certificate in the form PEM (-----BEGIN CERTIFICATE-----)',
} as const;

function proxyText({ http, https, no }: NonNullable<NetworkView['proxies']>): string {
  const hosts = [...new Set([https, http].flatMap((url) => (url === null ? [] : [new URL(url).host])))];
  return `through the proxy ${joined(hosts)}${no === '' ? '' : `, except for ${no}`}`;
}
