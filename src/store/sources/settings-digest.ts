import { scryptSync } from 'node:crypto';

/**
 * Two bytes show that settings have changed, except once in 65,536 times, when an admin has to ask for the read. They are too few to guess
 * passwords with, because very many passwords give the same digest.
 */
const BYTES = 2;

/** A digest of settings that contain secrets, deliberately slow. `salt`: a different one for each place where it is stored. */
export function settingsDigest(settings: unknown, salt: string): string {
  return scryptSync(JSON.stringify(settings), salt, BYTES).toString('base64');
}
