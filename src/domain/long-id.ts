import { createHash } from 'node:crypto';

/**
 * Chats carry only a few hundred characters in a button. An id that is longer is carried by its handle, the SHA-256 of the id: it
 * is the same after a restart, and no other id has it. An id that looks like a handle is carried by its own handle, so that no id
 * can pass for another one.
 */
const LONGEST_ID = 255;
/** In a command, which people read. */
export const LONGEST_TYPED_ID = 64;

const HANDLE = /^sha256\.[\w-]{43}$/;

export function handleOf(id: string): string {
  return `sha256.${createHash('sha256').update(id, 'utf16le').digest('base64url')}`;
}

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

/** The id as a button carries it: itself, or its handle. */
export function carriedId(id: string, longest: number = LONGEST_ID): string {
  return id.length > longest || isHandle(id) ? handleOf(id) : id;
}

/** An action or a form with its ids as a button carries them. */
export function carried<About extends object>(about: About, longest: number = LONGEST_ID): About {
  const ids = Object.entries(about).flatMap(([key, value]) =>
    (key === 'account' || key === 'subscription') && typeof value === 'string'
      ? [[key, carriedId(value, longest)]]
      : [],
  );
  return { ...about, ...Object.fromEntries(ids) };
}
