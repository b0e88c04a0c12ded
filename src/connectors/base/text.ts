import type { Instant } from '../../domain/day.ts';

/** What a vendor wrote, trimmed; `null` where it wrote nothing. */
export function textIn(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** A moment as a vendor wrote it; `null` where there is none, or one that nobody can read. */
export function instantIn(text: string | null | undefined): Instant | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
