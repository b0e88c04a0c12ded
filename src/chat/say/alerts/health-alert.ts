import type { Message } from '../../../domain/message.ts';
import type { Doubt } from '../../../domain/sync/doubt.ts';
import { movedDomains } from '../../../domain/sync/moved-domain.ts';
import { offerButton } from '../rules/rule.ts';
import { count, momentText, numberText } from '../words.ts';
import { doubtTexts } from './doubt-text.ts';

interface Subject {
  readonly source: { readonly kind: 'app' | 'roster'; readonly name: string; readonly dataAt: string | null };
  readonly name: string;
}

export interface HeldView extends Subject {
  /** For a reminder: since when no read was accepted. */
  readonly since?: string | null;
  readonly timezone: string;
  readonly now: string;
  readonly trouble: { readonly run: number; readonly doubts: readonly Doubt[] };
}

/** The guard held a read because its numbers look wrong. */
export function heldMessage(view: HeldView): Message {
  const { source, name, timezone, now, trouble, since = null } = view;
  const reasons = doubtTexts(trouble.doubts, source.kind);
  const retired = trouble.doubts.some(({ kind }) => kind === 'retired');
  const summary = retired
    ? `${name} is no longer in seatkeeper.yaml. Its people still count, and nothing was changed.`
    : since === null
      ? `${name}: the last read looks wrong, so it was not accepted. Nothing was changed.`
      : `${name}: no read has been accepted since ${momentText(since, timezone, now)}. ${missedText(view)}`;
  const usually = usualCause(trouble.doubts);
  return {
    summary,
    title: summary,
    body: [
      ...reasons.map((text) => ({ type: 'text', spans: [text] }) as const),
      {
        type: 'note',
        text: [...usually, goodData(source.dataAt, timezone, now)].join(' '),
      },
    ],
    buttons: [
      ...movedDomains(trouble.doubts).map(offerButton),
      { label: 'Keep the last good data', action: { type: 'keep-last-good', run: trouble.run } },
      {
        label: 'Accept this once…',
        action: { type: 'accept-run', run: trouble.run },
        look: 'danger',
        confirm: {
          title: retired ? `Retire ${name}?` : `Accept this read of ${name}?`,
          text: `${reasons.join(' ')} ${retired ? 'Those people become Inactive, and alerts follow from that. Only this one read is accepted.' : ACCEPTED_ONCE}`,
          yes: 'Accept this once',
        },
      },
    ],
  };
}

/** The usual cause of doubts of this kind; nothing if the doubt itself says it. */
function usualCause(doubts: readonly Doubt[]): readonly string[] {
  const has = (kind: Doubt['kind']) => doubts.some((doubt) => doubt.kind === kind);
  if (has('retired')) return ['If you renamed it or left it out by mistake, put it back.'];
  if (has('ids-changed'))
    return doubts.length === 1 ? [] : ['That usually means that the list was exported with other columns.'];
  return ['That usually means that a token lost rights, a file was half written, or there is an outage.'];
}

/** What an admin confirms when accepting a held read. */
export const ACCEPTED_ONCE =
  'This read replaces the data you see now, and alerts follow from it. Only this one read is accepted.';

export interface FailedView extends Subject {
  /** For a reminder: since when it could not be read. */
  readonly since?: string | null;
  readonly timezone: string;
  readonly now: string;
  readonly trouble: { readonly message: string; readonly retryAt: string | null };
}

/** A source could not be read. */
export function failedMessage(view: FailedView): Message {
  const { source, name, timezone, now, trouble, since = null } = view;
  const summary =
    since === null
      ? `${name} could not be read. Nothing was changed.`
      : `${name} could not be read since ${momentText(since, timezone, now)}. ${missedText(view)}`;
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

/** What is not seen while the source is in trouble. */
function missedText({
  source,
  timezone,
  now,
}: Subject & { readonly timezone: string; readonly now: string }): string {
  const { kind, dataAt } = source;
  if (dataAt === null)
    return kind === 'roster' ? 'Without it, no app is read.' : 'None of its accounts has been seen yet.';
  const day = momentText(dataAt, timezone, now);
  return kind === 'roster'
    ? `People who left after ${day} are not noticed.`
    : `Changes in it after ${day} are not noticed.`;
}

/** The older message about trouble that lasts. */
export function continuedMessage(name: string): Message {
  const summary = `${name}: continued in a newer message below.`;
  return { summary, title: summary, body: [], buttons: [] };
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

function goodData(dataAt: string | null, timezone: string, now: string): string {
  return dataAt === null
    ? 'There is no earlier data yet.'
    : `You still see the data of ${momentText(dataAt, timezone, now)}.`;
}
