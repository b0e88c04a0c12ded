import { ConnectorError } from '../base/errors.ts';
import type { Limits } from '../base/limits.ts';

/** A vendor's field that may be hidden from a user without an error: it is just missing, or empty for everybody. */
export interface HrField {
  /** As the vendor spells it. */
  readonly name: string;
  /**
   * `shown`: the read fails unless the field comes. `filled`: it also fails if the field is empty for everybody. Left out if the rest is
   * worth reading without it, or it may be empty for good reasons.
   */
  readonly needed?: 'shown' | 'filled';
  /** What is missing without it, to follow "so": `nobody has a last day`. */
  readonly without: string;
}

interface Shown {
  /** The values of a field, one for each person of an answer; `undefined` where it is missing. */
  readonly valuesOf: (field: string) => readonly unknown[];
  readonly limits: Limits;
  readonly vendor: string;
  /** What to do, before the name of the field. */
  readonly grant: string;
}

/** Compares the requested fields with those that came. A needed field that is missing is a missing right; about others the admin is told. */
export function checkFields(app: string, fields: readonly HrField[], shown: Shown): void {
  const { valuesOf, limits, vendor, grant } = shown;
  const missing = fields.filter((field) => lacks(field, valuesOf(field.name)));
  const refused = missing.find(
    ({ name, needed }) => needed === 'filled' || (needed === 'shown' && valuesOf(name).every(isAbsent)),
  );
  if (refused !== undefined) {
    const { name, without } = refused;
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

function lacks({ needed }: HrField, values: readonly unknown[]): boolean {
  return values.length > 0 && values.every(needed === undefined ? isAbsent : isEmpty);
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
