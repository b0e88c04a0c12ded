import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublic } from './addresses.ts';
import type { Allowed } from './allowed.ts';
import { BlockedRequest } from './blocked-request.ts';

/** Finds public addresses and allowed ranges only. One private address among several refuses the host: the socket may pick any of them. */
export function guardedLookup(lookup: LookupFunction, allowed: Allowed): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, address, family) => {
      const isFine = (each: string) => isPublic(each) || allowed.address(each);
      const found = error ? [] : addressesOf(address).filter((each) => !isFine(each));
      if (found.length > 0) callback(privateAddress(host, found), address, family);
      else callback(error, address, family);
    });
  };
}

function addressesOf(address: string | LookupAddress[]): string[] {
  return typeof address === 'string' ? [address] : address.map((each) => each.address);
}

export function privateAddress(host: string, found: readonly string[]): BlockedRequest {
  const which = found[0] === host ? `${host} is` : `${host} resolved to ${found.join(', ')},`;
  return new BlockedRequest(
    `${which} not an address on the public internet; if you do mean it, write network: { allow: ["${host}"] } in seatkeeper.yaml`,
  );
}
