import { keepsOut, type RejectionCount, type RejectionReason } from '../../../domain/rejected-request.ts';
import { agoText, count } from '../words.ts';

export interface RejectionView extends RejectionCount {
  readonly platform: string;
  readonly at: string;
}

/** Requests that were rejected, as a sentence with what to do about it. */
export function rejectionText(
  { platform, reason, count: many, answered, at }: RejectionView,
  now: string,
): string {
  const name = NAMES[platform] ?? platform;
  const were = many === 1 ? 'was' : 'were';
  const when = many === 1 ? agoText(at, now) : `the last ${agoText(at, now)}`;
  const alone = keepsOut({ reason, answered });
  const since = alone ? ', and none was accepted since' : '';
  const { why, fix } = WHY[reason](name, many === 1);
  const start = `${count(many, 'request')} claiming to be from ${name} ${were} rejected (${when})${since}: ${why}.`;
  if (alone) return fix === null ? start : `${start} ${fix}`;
  return answered ? `${start} Others were accepted since.` : start;
}

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' };

type Why = (name: string, one: boolean) => { readonly why: string; readonly fix: string | null };

const WHY: Readonly<Record<RejectionReason, Why>> = {
  signature: (_, one) => ({
    why: `${one ? 'its' : 'their'} signature was missing or wrong`,
    fix: 'If Slack sent it, SLACK_SIGNING_SECRET is not the secret of your app.',
  }),
  token: (_, one) => ({
    why: `${one ? 'its' : 'their'} token was not issued by Teams for this bot`,
    fix: 'If Teams sent it, TEAMS_APP_ID is not the id of your bot.',
  }),
  'no-token': (name, one) => ({ why: `${one ? 'it' : 'they'} did not prove to be from ${name}`, fix: null }),
  clock: (_, one) => ({
    why: `${one ? 'its' : 'their'} timestamp was more than 5 minutes off`,
    fix: 'Check the clock of this machine.',
  }),
  'too-large': (name, one) => ({
    why: `${one ? 'it was' : 'they were'} larger than anything ${name} sends`,
    fix: null,
  }),
  malformed: (name, one) => ({
    why: `${one ? 'it was' : 'they were'} not in a form that ${name} sends`,
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
    why: `${one ? 'its button or form was' : 'their buttons or forms were'} changed, or came from another version of Seatkeeper`,
    fix: null,
  }),
  'unknown-kind': (_, one) => ({
    why: `${one ? 'it was' : 'they were'} of a kind Seatkeeper does not know`,
    fix: null,
  }),
};
