import type { DataOrigin } from '../../domain/data-age.ts';

/** When data was read and from which file, in addition to `dataAt`, which tells how old it is. */
export function originData(origin: DataOrigin | null | undefined): {
  readonly readAt: string | null;
  readonly file: string | null;
} {
  return { readAt: origin?.readAt ?? null, file: origin?.file ?? null };
}
