import { type Day, dayIn } from '../../domain/day.ts';

/** An objectGUID as Windows writes it: the first three groups are little-endian. https://learn.microsoft.com/windows/win32/adschema/a-objectguid */
export function guidText(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null;
  const hex = (from: number, to: number, turned: boolean) => {
    const part = Buffer.from(bytes.subarray(from, to));
    return (turned ? part.reverse() : part).toString('hex');
  };
  return [hex(0, 4, true), hex(4, 6, true), hex(6, 8, true), hex(8, 10, false), hex(10, 16, false)].join('-');
}

/** The last number of an objectSid, by which a primary group is named. https://learn.microsoft.com/windows/win32/adschema/a-primarygroupid */
export function ridOf(sid: Buffer): number | null {
  return sid.length < 12 || sid.length !== 8 + 4 * sid.readUInt8(1) ? null : sid.readUInt32LE(sid.length - 4);
}

/** Both mean never: https://learn.microsoft.com/windows/win32/adschema/a-accountexpires */
const NEVER = [0n, 2n ** 63n - 1n];
/** From 1601 to 1970, in milliseconds. */
const EPOCH = 11_644_473_600_000n;
/** 10000-01-01; every real end is earlier. */
const LATEST = 253_402_300_800_000n;

/**
 * The last day of an account that ends at `accountExpires`, 100 nanoseconds since 1601, in the company's time zone: an account that ends on
 * 1 February at midnight has 31 January as its last day. `null` for one that does not end.
 */
export function lastDayBefore(accountExpires: string, timezone: string): Day | null {
  if (!/^-?\d{1,20}$/.test(accountExpires)) return null;
  const value = BigInt(accountExpires);
  if (value < 0n || NEVER.includes(value)) return null;
  const at = value / 10_000n - EPOCH - 1n;
  return at >= LATEST ? null : dayIn(timezone, new Date(Number(at)));
}
