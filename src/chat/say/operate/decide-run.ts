import { decideRunText } from '../alerts/doubt-text.ts';
import { joined } from '../words.ts';

/** What comes of accepting or dropping a held read. `name` is what messages call the source. */

/** `sync accept` without a number. `held`: the runs that wait for a decision. */
export function whichRunText(held: readonly number[]): string {
  const [only] = held;
  if (only === undefined) return 'No read is held: there is nothing to decide.';
  if (held.length === 1) return `Which run? Only ${only} is held: ${decideRunText(only)}`;
  return `Which run? ${joined(held.map(String))} are held; health says why.`;
}

export function acceptedText(name: string, run: number): string {
  return `${name}: run ${run} was accepted. The next read is checked as usual.`;
}

export function keptText(name: string): string {
  return `${name}: the last good data stays. The next sync reads it again.`;
}

export function noSuchRunText(run: number): string {
  return `There is no run ${run}. Nothing was changed.`;
}

export function acceptedBeforeText(run: number): string {
  return `Run ${run} was accepted already: there is nothing to decide.`;
}

export function replacedRunText(run: number): string {
  return `Run ${run} is not held any more: a newer read took its place. Ask for health to see the current one.`;
}

/** `back`: the source that would be retired is in seatkeeper.yaml again; otherwise it has been taken out in the meantime. */
export function changedSinceText(name: string, back: boolean): string {
  return `${name} is ${back ? 'in seatkeeper.yaml again' : 'no longer in seatkeeper.yaml'}. Nothing was changed; the next sync reads and checks it again.`;
}

export function appGoneText(name: string): string {
  return `${name} is no longer in seatkeeper.yaml. Nothing was changed.`;
}

/** `why`: what holds the lock, as a sentence. */
export function syncRunningText(why: string): string {
  return `${why} Nothing was changed; try again when it is done.`;
}

/** Another admin decided first; `when` like `at 14:02`. */
export function runHandledText(by: string, accepted: boolean, when: string): string {
  return `Already handled: ${by} ${accepted ? 'accepted that read' : 'kept the last good data'} ${when}.`;
}

/** A decision that a crash cut short, and that was carried out when somebody asked again. */
export const FINISHED_NOW = 'It was cut off, and is finished now.';
