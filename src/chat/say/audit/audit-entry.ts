import type { Day } from '../../../domain/day.ts';
import { TERM_FIELDS, TERM_KEYS } from '../../../domain/licenses/terms.ts';
import { ASKING_ENTRIES } from '../asking/audit-entries.ts';
import { backText, termText } from '../licenses/subscription.ts';
import { REMOVAL_ENTRIES } from '../removal/audit-entries.ts';
import { type Clock, dayText, joined, numberText } from '../words.ts';

/** An entry of the audit log, as its words are made from it. */
export interface LoggedEntry {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Names an app by its id; the id itself for an app of the past. */
export type AppNames = (id: string) => string;

/** `kim`, whatever chat they were in; entries of earlier versions may know the actor only. */
export function actorText({ actor, detail }: LoggedEntry): string {
  if (actor === 'seatkeeper') return 'Seatkeeper';
  return typeof detail.by === 'string' ? detail.by : actor.replace(/^terminal:/, '');
}

/**
 * What was done, written after a name: `marked it-team@acme.example in Figma as known: group alias`. An entry whose words are not
 * known, such as one of another version, is shown as it was stored.
 */
export function entryText(entry: LoggedEntry, apps: AppNames, clock: Clock): string {
  const words = WORDS[entry.action];
  return words === undefined ? `${entry.action} ${entry.subject}` : words(read(entry, apps, clock));
}

interface Entry {
  readonly detail: LoggedEntry['detail'];
  /** The account with its app, or what else the entry is about. */
  readonly on: string;
  /** The value of a key as text; empty when there is none. */
  readonly text: (key: string) => string;
  /** ` until 4 Dec`; empty without an end. */
  readonly until: string;
  readonly clock: Clock;
}

const WORDS: Readonly<Record<string, (entry: Entry) => string>> = {
  known: ({ on, until, text }) => `marked ${on} as known${until}: ${text('reason')}`,
  'unknown-again': ({ on }) => `took back "known" for ${on}`,
  'known-lapsed': ({ on, text }) => `ended "known" for ${on}: ${text('why')}`,
  'known-ended': ({ on, text }) => `ended "known" for ${on}: ${text('why')}`,
  'link-lapsed': ({ on, text }) => `ended the link of ${on}: ${text('why')}`,
  link: ({ on, text }) => `linked ${on} to ${text('name')}`,
  unlink: ({ on }) => `took back the link of ${on}`,
  snooze: ({ on, until }) => `snoozed ${on}${until}`,
  unsnooze: ({ on }) => `ended the snooze of ${on}`,
  'removal-said': ({ on }) => `said that ${on} was removed`,
  'removal-unsaid': ({ on }) => `took back that ${on} was removed`,
  ...REMOVAL_ENTRIES,
  ...ASKING_ENTRIES,
  'snooze-app': ({ on, until }) => `snoozed ${on}${until}`,
  'unsnooze-app': ({ on }) => `ended the snooze of ${on}`,
  'add-person': ({ text }) => `added ${text('name')} (${text('email')}) to the roster`,
  'remove-person': ({ text }) => `took back that ${text('name')} is in the roster`,
  'taken-over': ({ text }) => `found a person who was added by hand in the roster ${text('by')}`,
  'known-subscription': ({ on, until, text }) =>
    `marked the subscription ${on} as known${until}: ${text('reason')}`,
  'snooze-subscription': ({ on, until }) => `snoozed the subscription ${on}${until}`,
  'undo-subscription': ({ on }) => `took back the decision about the subscription ${on}`,
  'subscription-lapsed': ({ on, text }) => `ended the decision about the subscription ${on}: ${text('why')}`,
  'rule-accepted': ({ text }) => `accepted the rule that ${text('from')} means ${text('to')}`,
  'rule-ended': ({ text }) => `ended the rule that ${text('from')} means ${text('to')}`,
  'subscription-set': ({ on, detail, clock }) =>
    `completed the subscription ${on}: ${termsText(detail, clock)}`,
  'subscription-cleared': ({ on, detail, clock }) =>
    `completed the subscription ${on}: ${termsText(detail, clock)}`,
  columns: ({ on }) => `chose the columns of ${on}`,
  export: ({ on }) => `exported ${on}`,
  'run-complete': ({ on, detail }) => `read ${on}: ${changesText(detail)}`,
  'run-failed': ({ on }) => `could not read ${on}`,
  'run-held': ({ on }) => `did not believe a read of ${on}`,
  'run-accepted': ({ on, text }) => `accepted the held read ${text('run')} of ${on}`,
  'run-dropped': ({ on, text }) => `discarded the held read ${text('run')} of ${on}`,
  'digest-sent': () => 'sent the digest',
};

function read({ subject, detail }: LoggedEntry, apps: AppNames, clock: Clock): Entry {
  const text = (key: string) => (detail[key] == null ? '' : String(detail[key]));
  const until = text('until') === '' ? '' : ` until ${dayText(text('until'), clock)}`;
  return { detail, text, until, clock, on: subjectText(subject, text('label'), apps) };
}

function subjectText(subject: string, label: string, apps: AppNames): string {
  const [, kind, rest] = /^(app|roster|subscription|rule|removal):(.*)$/s.exec(subject) ?? [];
  if (kind === 'app') return apps(rest ?? '');
  if (kind === 'roster') return `the roster ${rest}`;
  if (kind === 'removal') return `removal ${rest}`;
  const about = kind === undefined ? subject : (rest ?? '');
  const slash = about.indexOf('/');
  if (slash < 1) return about;
  return `${label === '' ? about.slice(slash + 1) : label} in ${apps(about.slice(0, slash))}`;
}

/** `2 new, 1 gone` */
function changesText(detail: LoggedEntry['detail']): string {
  const parts = (['added', 'changed', 'gone'] as const).flatMap((key) => {
    const value = Number(detail[key] ?? 0);
    return value > 0 ? [`${numberText(value)} ${key === 'added' ? 'new' : key}`] : [];
  });
  return parts.length === 0 ? 'nothing new' : parts.join(', ');
}

function termsText({ before, after }: LoggedEntry['detail'], clock: Clock): string {
  const [was, is] = [before, after].map(
    (terms) => (terms ?? {}) as Record<string, string | number | Day | null>,
  );
  const changed = TERM_KEYS.filter((key) => is?.[TERM_FIELDS[key]] !== undefined);
  return joined(
    changed.map((key) => {
      const value = is?.[TERM_FIELDS[key]] ?? null;
      return value === null
        ? backText(key, was?.[TERM_FIELDS[key]] ?? null, clock)
        : termText(key, value, clock);
    }),
  );
}
