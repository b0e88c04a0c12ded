/**
 * The form in which addresses are stored and compared: trimmed, lower case, Unicode NFKC, the domain in ASCII (`xn--…`).
 * `null` when the text is not an address: it does not have exactly one `@` with text on both sides, or contains white space.
 */
export function normaliseEmail(text: string): string | null {
  const email = normaliseText(text);
  const at = email.indexOf('@');
  if (at < 1 || at === email.length - 1 || email.includes('@', at + 1) || /\s/.test(email)) return null;
  return isAscii(email) ? email : `${email.slice(0, at)}@${normaliseDomain(email.slice(at + 1))}`;
}

/** A domain in lower case and ASCII: `bücher.example` and `xn--bcher-kva.example` are one. Other text stays as it is. */
export function normaliseDomain(text: string): string {
  const domain = normaliseText(text);
  // Other characters with a meaning in a URL cannot be part of a domain.
  if (isAscii(domain) || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return domain;
  try {
    return new URL(`https://${domain}`).hostname;
  } catch {
    return domain;
  }
}

/** Usernames and employee numbers are compared in this form. */
export function normaliseText(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return isAscii(trimmed) ? trimmed : trimmed.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

export interface EmailParts {
  readonly local: string;
  readonly domain: string;
}

export function splitEmail(email: string): EmailParts {
  const at = email.lastIndexOf('@');
  return { local: email.slice(0, at), domain: email.slice(at + 1) };
}

/**
 * The home address inside a Microsoft guest's user principal name:
 * `someone_gmail.com#ext#@acme.onmicrosoft.com` → `someone@gmail.com`; `null` for every other address.
 */
export function decodeGuest(email: string): string | null {
  const mark = email.indexOf('#ext#@');
  const encoded = mark < 0 ? '' : email.slice(0, mark);
  // The @ became the last underscore; a domain cannot contain one.
  const at = encoded.lastIndexOf('_');
  return at < 1 || at === encoded.length - 1 ? null : `${encoded.slice(0, at)}@${encoded.slice(at + 1)}`;
}

/** `someone+figma@acme.co` → `someone@acme.co`; `null` when there is no tag to strip. */
export function stripPlus(email: string): string | null {
  const plus = email.indexOf('+');
  const at = email.lastIndexOf('@');
  return plus > 0 && plus < at ? email.slice(0, plus) + email.slice(at) : null;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The key of an account without a vendor's id, made from its address or username. The spelling of those does not change it. */
export function madeKey(text: string): string {
  return normaliseEmail(text) ?? normaliseText(text);
}
