import { z } from 'zod';
import type { Day } from '../../domain/day.ts';
import { isCurrent, personStatus } from '../../domain/person.ts';
import type { Limits } from '../base/limits.ts';
import type { Standing } from './person.ts';

export const CurrentOnly = z
  .boolean()
  .default(false)
  .describe('`true` where it is known that only people who work here are listed');

/** A smaller company may really have nobody who has left. */
const ENOUGH = 25;

/**
 * Notices a list that leaves out everybody who has left: only their absence will tell that they left. Somebody who vanishes from it has
 * left after the last day that it named, and is inactive where it named none (`goneStatus`).
 */
export function noticeCurrentOnly(
  people: readonly Standing[],
  {
    limits,
    vendor,
    show,
    currentOnly,
    today,
  }: { limits: Limits; vendor: string; show: string; currentOnly: boolean; today: Day },
): void {
  if (currentOnly || people.length < ENOUGH) return;
  if (people.some((person) => !isCurrent(personStatus(person, today)))) return;
  limits.withhold(
    'people',
    `${vendor} lists nobody who has left, so it seems to list only who works here: anyone who is no longer listed counts as having left after the last day that was told, and as inactive where none was; ${show}, or set currentOnly: true`,
    'partly',
  );
}
