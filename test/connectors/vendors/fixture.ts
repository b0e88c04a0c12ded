import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads an answer that this vendor documents, parsed afresh each time. */
export const fixtureOf = (vendor: string) => (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', vendor, name), 'utf8'));
