import { ConnectorError } from '../base/errors.ts';
import type { Limits } from '../base/limits.ts';

/** A field of a vendor that its users may be kept from, without an error: it is just not there. */
export interface HrField {
  /** As the vendor spells it. */
  readonly name: string;
  /** Without it nothing is read: nobody could be told from a leaver. */
  readonly needed?: true;
  /** What is missing without it, to follow "so": `nobody has a last day`. */
  readonly without: string;
}

/**
 * Compares the fields that were asked for with those that came. A needed one that is missing is a missing right; of the others the admin is
 * told. `grant`: what to do, to follow the name of the field.
 */
export function checkFields(
  app: string,
  fields: readonly HrField[],
  {
    came,
    limits,
    vendor,
    grant,
  }: { came: (field: string) => boolean; limits: Limits; vendor: string; grant: string },
): void {
  const missing = fields.filter(({ name }) => !came(name));
  const needed = missing.find((field) => field.needed === true);
  if (needed !== undefined) {
    const { name, without } = needed;
    const advice = `${grant} ${name}`;
    throw new ConnectorError(app, 'permission', `${vendor} does not show ${name}, so ${without}; ${advice}`, {
      right: name,
      advice,
    });
  }
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  const without = missing.map((field) => field.without).join(', and ');
  limits.withhold('people', `${vendor} does not show ${names}, so ${without}; ${grant} ${names}`, 'partly');
}
