import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeptList } from '../../domain/kept/kept-list.ts';

const State = z.object({
  /** Where the vendor tells what has changed; `null` where it does not. */
  link: z.string().nullable(),
  /** When the link was made, or last asked for in vain; `null`: it was not worth it. */
  linkAt: z.string().nullable(),
  /** Of all by which the list was read. */
  digest: z.string(),
  rows: z.number().int(),
  pages: z.number().int(),
});

/** What is kept beside the rows of a list. */
export type KeptState = z.infer<typeof State>;

/** `null` where it is of a version that kept something else. */
export function keptState(kept: KeptList | null | undefined): KeptState | null {
  if (kept === null || kept === undefined) return null;
  try {
    return State.parse(JSON.parse(kept.state));
  } catch {
    return null;
  }
}

/** With another digest, a kept list is of other settings, other fields, or another version of what is kept. */
export function digestOf(read: unknown): string {
  return createHash('sha256').update(JSON.stringify(read)).digest('base64');
}
