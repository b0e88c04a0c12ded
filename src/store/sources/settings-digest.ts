import { scryptSync } from 'node:crypto';

/**
 * Two bytes tell that settings have changed, but for one time in 65,536, in which an admin asks for the read themselves. They are too few
 * to try out passwords with: very many give the same.
 */
const BYTES = 2;

/** A digest of settings that hold secrets, slow to work out. `salt`: another one for each place in which it is stored. */
export function settingsDigest(settings: unknown, salt: string): string {
  return scryptSync(JSON.stringify(settings), salt, BYTES).toString('base64');
}
