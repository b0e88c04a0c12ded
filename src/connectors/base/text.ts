import type { Instant } from '../../domain/day.ts';
import { normaliseEmail, splitEmail } from '../../domain/email.ts';

/** What a vendor wrote, trimmed; `null` where it wrote nothing. */
export function textIn(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** A name made of the parts that the vendor wrote; `null` if it wrote none. */
export function nameFrom(...parts: readonly (string | null | undefined)[]): string | null {
  return textIn(parts.flatMap((part) => textIn(part) ?? []).join(' '));
}

/** A moment as a vendor wrote it; `null` if there is none, or it is unreadable. */
export function instantIn(text: string | null | undefined): Instant | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

type Texts = readonly (string | null | undefined)[];

/** The addresses among these texts in their stored form, each once, in the order of the texts. */
export function addressesIn(texts: Texts): string[] {
  return [...new Set(texts.flatMap((text) => normaliseEmail(text ?? '') ?? []))];
}

/** The addresses at a domain of the company, from a list that often contains private ones. */
export function ourAddressesIn(texts: Texts, domains: readonly string[]): string[] {
  return addressesIn(texts).filter((email) => domains.includes(splitEmail(email).domain));
}
