import { keepsOut, type RejectionCount, type RejectionReason } from '../../../domain/rejected-request.ts';
import { agoText, count } from '../words.ts';

export interface RefusedView extends RejectionCount {
  readonly platform: string;
  readonly at: string;
}

/** Requests that were refused, as a sentence with what to do about it. */
export function refusedText(
  { platform, reason, count: many, answered, at }: RefusedView,
  now: string,
): string {
  const name = NAMES[platform] ?? platform;
  const were = many === 1 ? 'was' : 'were';
  const when = many === 1 ? agoText(at, now) : `the last ${agoText(at, now)}`;
  const alone = keepsOut({ reason, answered });
  const since = alone ? ', and none was let in since' : '';
  const { why, fix } = WHY[reason](name, many === 1);
  const start = `${count(many, 'request')} in the name of ${name} ${were} refused (${when})${since}: ${why}.`;
  if (alone) return fix === null ? start : `${start} ${fix}`;
  return answered ? `${start} Others were let in since.` : start;
}

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' };

type Why = (name: string, one: boolean) => { readonly why: string; readonly fix: string | null };

const WHY: Readonly<Record<RejectionReason, Why>> = {
  signature: (_, one) => ({
    why: `${one ? 'its' : 'their'} signature was missing or wrong`,
    fix: 'If it was Slack, SLACK_SIGNING_SECRET is not the one of your app.',
  }),
  token: (_, one) => ({
    why: `${one ? 'its' : 'their'} token was not one of Teams for this bot`,
    fix: 'If it was Teams, TEAMS_APP_ID is not the one of your bot.',
  }),
  'no-token': (name, one) => ({ why: `${one ? 'it' : 'they'} did not prove to be from ${name}`, fix: null }),
  clock: (_, one) => ({
    why: `${one ? 'its' : 'their'} time was more than 5 minutes from ours`,
    fix: 'Look whether the clock of this machine is right.',
  }),
  'too-large': (name, one) => ({
    why: `${one ? 'it was' : 'they were'} larger than anything ${name} sends`,
    fix: null,
  }),
  malformed: (name, one) => ({
    why: `${one ? 'it was' : 'they were'} nothing that ${name} sends`,
    fix: null,
  }),
  elsewhere: (name, one) => ({
    why: `${one ? 'it' : 'they'} came from another ${name === 'Teams' ? 'tenant' : 'workspace'}`,
    fix: 'Run doctor to see which one Seatkeeper is set up for.',
  }),
  replay: (_, one) => ({
    why: `${one ? 'it was' : 'they were'} delivered again, and nothing was done twice`,
    fix: null,
  }),
  forged: (_, one) => ({
    why: `${one ? 'its button or form was' : 'their buttons or forms were'} changed, or of another version of Seatkeeper`,
    fix: null,
  }),
  'unknown-kind': (_, one) => ({
    why: `${one ? 'it was' : 'they were'} of a kind Seatkeeper does not know`,
    fix: null,
  }),
};
