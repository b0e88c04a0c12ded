import type { Message } from '../../../domain/message.ts';
import type { Doubt } from '../../../domain/sync/guard.ts';
import { count, momentText, numberText } from '../words.ts';

interface Subject {
  readonly source: { readonly kind: 'app' | 'roster'; readonly name: string; readonly dataAt: string | null };
  readonly name: string;
}

export interface HeldView extends Subject {
  readonly timezone: string;
  readonly now: string;
  readonly trouble: { readonly run: number; readonly doubts: readonly Doubt[] };
}

/** The guard held a read because its numbers look wrong. */
export function heldMessage({ source, name, timezone, now, trouble }: HeldView): Message {
  const retired = trouble.doubts.some(({ kind }) => kind === 'retired');
  const summary = retired
    ? `${name} is no longer in seatkeeper.yaml. Its people still count, and nothing was changed.`
    : `${name}: the last read looks wrong, so it was not accepted. Nothing was changed.`;
  const usually = retired
    ? 'If you renamed it or left it out by mistake, put it back.'
    : 'That usually means that a token lost rights, a file was half written, or there is an outage.';
  return {
    summary,
    title: summary,
    body: [
      ...trouble.doubts.map((doubt) => ({ type: 'text', spans: [doubtText(doubt, source.kind)] }) as const),
      {
        type: 'note',
        text: `${usually} ${goodData(source.dataAt, timezone, now)}`,
      },
    ],
    buttons: [
      { label: 'Keep the last good data', action: { type: 'keep-last-good', run: trouble.run } },
      {
        label: 'Accept this once…',
        action: { type: 'accept-run', run: trouble.run },
        look: 'danger',
        confirm: {
          title: retired ? `Retire ${name}?` : `Accept this read of ${name}?`,
          text: `${trouble.doubts.map((doubt) => doubtText(doubt, source.kind)).join(' ')} ${retired ? 'Those people become Inactive, and alerts follow from that. Only this one read is accepted.' : ACCEPTED_ONCE}`,
          yes: 'Accept this once',
        },
      },
    ],
  };
}

/** What an admin confirms who accepts a held read. */
export const ACCEPTED_ONCE =
  'This read replaces the data you see now, and alerts follow from it. Only this one read is accepted.';

export interface FailedView extends Subject {
  readonly timezone: string;
  readonly now: string;
  readonly trouble: { readonly message: string; readonly retryAt: string | null };
}

/** A source could not be read. */
export function failedMessage({ source, name, timezone, now, trouble }: FailedView): Message {
  const summary = `${name} could not be read. Nothing was changed.`;
  const again =
    trouble.retryAt === null
      ? 'I will try again at the next sync.'
      : `I will try again after ${momentText(trouble.retryAt, timezone, now)}.`;
  return {
    summary,
    title: summary,
    body: [
      { type: 'text', spans: [trouble.message] },
      { type: 'note', text: `${again} ${goodData(source.dataAt, timezone, now)}` },
    ],
    buttons: [],
  };
}

export function acceptedMessage({ source, name, listed }: Subject & { readonly listed: number }): Message {
  const what = source.kind === 'app' ? count(listed, 'account') : count(listed, 'person', 'people');
  const summary = `${name}: the last read was complete and accepted (${what}).`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** A roster source that is no longer in seatkeeper.yaml was retired. */
export function retiredMessage(source: string, newInactive: number): Message {
  const people =
    newInactive === 0
      ? 'All of its people are in another source.'
      : `${newInactive === 1 ? '1 of its people is' : `${numberText(newInactive)} of its people are`} Inactive from today.`;
  const summary = `Roster ${source} is retired. ${people}`;
  return { summary, title: summary, body: [], buttons: [] };
}

export function keptMessage({
  source,
  name,
  by,
  timezone,
  now,
}: Subject & { readonly by: string; readonly timezone: string; readonly now: string }): Message {
  const summary = `${name}: ${by} kept the last good data.`;
  return {
    summary,
    title: summary,
    body: [{ type: 'note', text: goodData(source.dataAt, timezone, now) }],
    buttons: [],
  };
}

export function doubtText(doubt: Doubt, kind: 'app' | 'roster'): string {
  const [one, many] = kind === 'app' ? ['account', 'accounts'] : ['person', 'people'];
  switch (doubt.kind) {
    case 'empty':
      return `It listed no ${many}; the previous read had ${numberText(doubt.before)}.`;
    case 'shrunk':
      return `It listed ${count(doubt.now, one, many)}; the previous read had ${numberText(doubt.before)} (−${doubt.percent}%).`;
    case 'missing':
      return `${numberText(doubt.missing)} of the ${count(doubt.before, one, many)} in the previous read are missing (${doubt.percent}%), and others are there instead. Did the ids change?`;
    case 'inactive':
      return `It would make ${numberText(doubt.newInactive)} of ${count(doubt.of, one, many)} Inactive at once (${doubt.percent}%).`;
    case 'app-inactive':
      return `It would make ${numberText(doubt.newInactive)} of ${count(doubt.of, 'account')} in ${doubt.app} Inactive at once (${doubt.percent}%).`;
    case 'retired':
      return `${numberText(doubt.newInactive)} of its ${count(doubt.of, 'person', 'people')} ${doubt.newInactive === 1 ? 'is' : 'are'} in no other roster source and would become Inactive at once (${doubt.percent}%).`;
    default:
      return doubt satisfies never;
  }
}

function goodData(dataAt: string | null, timezone: string, now: string): string {
  return dataAt === null
    ? 'There is no earlier data yet.'
    : `You still see the data of ${momentText(dataAt, timezone, now)}.`;
}
