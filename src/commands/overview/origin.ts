import type { DataOrigin } from '../../domain/data-age.ts';

/** When data was read and from which file, beside `dataAt`, which is of when it is. */
export function originData(origin: DataOrigin | null | undefined): {
  readonly readAt: string | null;
  readonly file: string | null;
} {
  return { readAt: origin?.readAt ?? null, file: origin?.file ?? null };
}
