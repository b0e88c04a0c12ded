import ipaddr from 'ipaddr.js';

/** Ordinary unicast only. An IPv4 address inside an IPv6 one (mapped, or NAT64 of RFC 6052) is checked as itself. */
export function isPublic(address: string): boolean {
  const parsed = innermost(address);
  return parsed !== null && parsed.range() === 'unicast';
}

/** Whether the address is in the range, such as `10.0.0.0` / 8. */
export function isWithin(address: string, range: string, bits: number): boolean {
  const parsed = innermost(address);
  const network = innermost(range);
  return (
    parsed !== null && network !== null && parsed.kind() === network.kind() && parsed.match(network, bits)
  );
}

function innermost(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv6' && parsed.range() === 'rfc6052') {
    return ipaddr.fromByteArray(parsed.toByteArray().slice(12));
  }
  return parsed;
}
