import { z } from 'zod';
import { isCurrent, type PersonStatus } from '../../domain/person.ts';
import type { Limits } from '../base/limits.ts';

export const CurrentOnly = z
  .boolean()
  .default(false)
  .describe('`true` where it is known that only people who work here are listed');

/** A smaller company may really have nobody who has left. */
const ENOUGH = 25;

/**
 * Notices a list that leaves out everybody who has left: of its people, nothing but their absence will tell that they did. Whoever vanishes
 * from it has left after the last day that it named, and is inactive where it named none (`goneStatus`).
 */
export function noticeCurrentOnly(
  people: readonly { readonly status: PersonStatus }[],
  {
    limits,
    vendor,
    show,
    currentOnly,
  }: { limits: Limits; vendor: string; show: string; currentOnly: boolean },
): void {
  if (currentOnly || people.length < ENOUGH || people.some(({ status }) => !isCurrent(status))) return;
  limits.withhold(
    'people',
    `${vendor} lists ${people.length} people and nobody who has left, so it seems to list only who works here: whoever is no longer listed counts as having left after the last day that was told, and as inactive where none was; ${show}, or set currentOnly: true`,
    'partly',
  );
}
