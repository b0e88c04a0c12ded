import type { Instant } from '../../../domain/day.ts';
import { type Clock, momentText } from '../words.ts';

interface Resting extends Clock {
  readonly source: string;
  readonly refusedAt: Instant;
  readonly until: Instant;
  readonly tries: number;
  /** The command that asks anyway: `sync figma --force`. */
  readonly command: string;
}

/** Why a source is not asked that refused name and password. */
export function restingText({ source, refusedAt, tries, command, ...rest }: Resting): string {
  const { timezone, now } = rest;
  const often = tries === 1 ? '' : `, ${tries} times by now`;
  return `${source} was not asked: it refused this name and password on ${momentText(refusedAt, timezone, now)}${often}. ${restText({ ...rest, command })}`;
}

/** What follows the reason for which name and password were refused. */
export function restText({
  until,
  command,
  timezone,
  now,
}: Pick<Resting, 'until' | 'command' | 'timezone' | 'now'>): string {
  return `Each further try counts towards the lock of the account, so they are not tried again before ${momentText(until, timezone, now)}. Correct them in seatkeeper.yaml, and they are tried when Seatkeeper starts; where the account was unlocked and they are right, say ${command}.`;
}

/** For somebody who types name and password. */
export const LOCKS =
  'Each wrong try counts towards the lock of the account: look them up before the next one.';

/** For somebody who types the same again. */
export const REFUSED_BEFORE =
  'The same name and password were refused a moment ago, so they were not sent again. Correct them, or unlock the account and start again.';
