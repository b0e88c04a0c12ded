import { count } from '../words.ts';

/** What only a shell, or the log of a service, shows. What is wrong with the configuration is worded in config/. */

/** Before the prompt, when nothing was configured. */
export const DEMO_NOTICE =
  'There is no seatkeeper.yaml here, so this is the demo company of examples/acme. Your own data is not touched.';

/** For a command that needs little of the configuration: what is wrong in it keeps it from nothing. */
export function partlyUsedText(file: string, problems: number): string {
  return `${file} has ${count(problems, 'problem')}, which seatkeeper doctor lists. Only what is right in it is used here.`;
}

/** When a service starts again, it does not repeat what it told before it stopped. */
export function stillOpenText(findings: number, apps: number): string {
  return `${count(findings, 'finding')} still to decide on in ${count(apps, 'app')}: status`;
}

/** The demo's database can be recreated at any time, and a backup of it would not be one of the admin's company. */
export function noBackupOfDemoText(verb: 'backup' | 'restore' | 'promote'): string {
  return `There is no seatkeeper.yaml here, so there is no database of yours to ${verb}. Run this where your seatkeeper.yaml is, or name it with --config. Nothing was written.`;
}

/** For `start figma`. */
export function startTakesText(word: string): string {
  return `start takes nothing after it besides --config and --db: I don't know what ${JSON.stringify(word)} means.`;
}

/** After an error of ours, whose details are in the line of the log above. */
export const STOPPED_BY_ERROR =
  'Seatkeeper was stopped by an error of its own. What was decided before is kept. Please report the line above.';

/** Behind a flag that names a file. */
export const NEEDS_FILE = 'needs a file name after it';

/** Somebody asked for a sync while the service stops. */
export const STOPPED_BEFORE_SYNC = 'Seatkeeper is being stopped, so nothing was read.';

/** A question that waited for an app while the service was asked to stop. */
export const STOPPED_BEFORE_ANSWER =
  'Seatkeeper is being stopped, so this was not answered. Ask again once it runs.';

/** `code`: of the operating system. */
export function outputLostText(code: string): string {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)
    ? 'The answer could not be written: the disk of the file it goes to is full. Free some space, then ask again.'
    : `The answer could not be written (${code}).`;
}

/** Why the web server cannot be opened, and what to do. */
export function portText(port: number, why: 'taken' | 'forbidden'): string {
  return why === 'taken'
    ? `Port ${port} is taken by another program. Stop it, or set PORT to a free one.`
    : `This user may not open port ${port}. Set PORT to a number above 1023.`;
}
