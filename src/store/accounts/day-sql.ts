import type { DayLimit } from '../../domain/day.ts';

/**
 * `isBefore` of domain/day.ts in SQL, for a limit that is bound as `@<name>At` and `@<name>Day`, or as two `?` in this order. No zone is a whole day away
 * from UTC: as text, every earlier bare day is also less than the moment, and of the other bare days only the day itself may be.
 */
export function beforeSql(column: string, name: string | null): string {
  const [at, day] = name === null ? ['?', '?'] : [`@${name}At`, `@${name}Day`];
  return `(${column} < ${at} AND ${column} <> ${day})`;
}

export function boundLimit(name: string, { day, at }: DayLimit): Readonly<Record<string, string>> {
  return { [`${name}Day`]: day, [`${name}At`]: at };
}
