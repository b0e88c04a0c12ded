import { joined, numberText } from '../words.ts';

/** Why a read failed or has to wait. Kept with the run and shown by health, sync and the alert about the source. */

/** Seatkeeper was stopped or killed during the read. */
export const INTERRUPTED = 'Seatkeeper was stopped while reading';

/** The fault is not the source's. */
export const INTERNAL_ERROR = 'stopped by an error in Seatkeeper or its database; see the log';

export function accountTwiceText(app: string, id: string): string {
  return `${app} listed the account ${JSON.stringify(id)} twice in one read. Nothing was changed.`;
}

/** The source kept the read waiting for longer than seatkeeper.yaml allows, in all. */
export function appTimeoutText(source: string, ms: number): string {
  return `${source} kept the read waiting for ${durationText(ms)} in all, so it was stopped and nothing was changed. If its list is that long, raise sync: { appTimeout } in seatkeeper.yaml.`;
}

/** A list that goes on and on: its pages bring new rows for ever. */
export function tooManyRowsText(source: string, most: number): string {
  return `${source} listed more than ${numberText(most)} rows, so the read was stopped and nothing was changed. If it really has that many, raise sync: { maxRows } in seatkeeper.yaml.`;
}

/** An account without a known owner is a finding. */
export function tooManyFindingsText(app: string, count: number, most: number): string {
  return `${app} would have ${numberText(count)} findings, more than the ${numberText(most)} that Seatkeeper compares in memory, so nothing was changed. So many accounts are without an owner who works here only where a roster source or a mail domain is missing in seatkeeper.yaml.`;
}

/** A roster that is cut off, or of other people, changes nearly every account. */
export function tooManyAffectedText(roster: string, most: number): string {
  return `Roster ${roster} would change the owners of more than ${numberText(most)} accounts at once, the most that Seatkeeper compares in memory, so nothing was changed. Check whether its list is complete; if it is, let it change in several steps.`;
}

/** `90 s`, `30 min` */
export function durationText(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 120 ? `${numberText(seconds)} s` : `${numberText(Math.round(seconds / 60))} min`;
}

export function personTwiceText(roster: string, id: string): string {
  return `Roster ${roster} listed the person ${JSON.stringify(id)} twice in one read. Nothing was changed.`;
}

export function emptyRosterText(roster: string): string {
  return `Roster ${roster} lists nobody, so every account would look unknown. Fill it, or take it out of seatkeeper.yaml.`;
}

/** The directory had groups, and now answers as if it knew none at all. */
export function groupsAbsentText(roster: string): string {
  return `Roster ${roster} answers that it has no /Groups, but it had groups at the last read. Nothing was changed. If it has none any more, set groups: false.`;
}

/** An app waits for roster sources that were never read. */
export function rosterMissingText(rosters: readonly string[]): string {
  return `roster ${rosters.join(', ')} has not been read yet, so every account would look unknown`;
}

/** A retired roster source waits for sources that could not be read. */
export function retirementWaitsText(unread: readonly string[]): string {
  return `its people count until ${joined(unread)} ${unread.length === 1 ? 'is' : 'are'} read completely`;
}
