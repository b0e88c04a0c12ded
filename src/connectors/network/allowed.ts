import { isIP } from 'node:net';
import { type AllowRule, hostOf, portOf, readAllowRule } from '../../domain/network/allow-rule.ts';
import { isWithin } from './addresses.ts';

/** What `network: { allow }` lets through. */
export interface Allowed {
  /** The admin named this host, name or origin, so its address is not checked. */
  url(url: URL): boolean;
  /** The address is in an allowed range, whatever name led to it. */
  address(address: string): boolean;
}

/** Unreadable lines allow nothing: the configuration has already refused them. */
export function allowedBy(lines: readonly string[]): Allowed {
  const rules = lines.map(readAllowRule).filter((rule): rule is AllowRule => !('problem' in rule));
  const address = (text: string) =>
    rules.some((rule) => rule.kind === 'range' && isWithin(text, rule.address, rule.bits));
  return { url: (url) => rules.some((rule) => lets(rule, url, address)), address };
}

function lets(rule: AllowRule, url: URL, inRange: (address: string) => boolean): boolean {
  const host = hostOf(url);
  if (rule.kind === 'origin') return url.origin === rule.origin;
  if (url.protocol !== 'https:') return false;
  switch (rule.kind) {
    case 'host':
      return host === rule.host && (rule.port ?? portOf(url)) === portOf(url);
    case 'below':
      return host.endsWith(rule.suffix) && (rule.port ?? portOf(url)) === portOf(url);
    case 'range':
      // A name is judged by the address it resolves to, when the connection is made.
      return isIP(host) !== 0 && inRange(host);
    default:
      return rule satisfies never;
  }
}
