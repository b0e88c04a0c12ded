import type { Message } from '../../../domain/message.ts';
import { WITHHELD } from '../overview/app.ts';
import { table } from '../table.ts';
import { count } from '../words.ts';

/** As in chat/say/chats/examined.ts. */
export interface DoctorCheck {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  /** What to do about it; `null` when all is well. */
  readonly fix: string | null;
}

const STATES = { good: '✓ good', bad: '✗ wrong', unsure: '? unsure' } as const;

/** Everything that was checked, and what to do about the rest. */
export function doctorMessage(checks: readonly DoctorCheck[]): Message {
  const wrong = checks.filter(({ state }) => state === 'bad');
  const unsure = checks.filter(({ state }) => state === 'unsure');
  const rest = unsure.length === 0 ? '' : ` ${count(unsure.length, 'thing')} to check yourself.`;
  const summary =
    wrong.length === 0
      ? `Nothing is wrong: ${count(checks.length, 'thing')} checked.${rest}`
      : `${count(wrong.length, 'thing')} to fix: ${wrong.map(({ name }) => name).join(', ')}.${rest}`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['check', 'result', 'found'],
        checks.map(({ name, state, found }) => [name, STATES[state], found]),
        'There is nothing to check.',
      ),
      ...[...wrong, ...unsure].map(
        ({ name, fix }) => ({ type: 'text', spans: [{ bold: name }, `: ${fix ?? ''}`] }) as const,
      ),
    ],
    buttons: [],
  };
}

/** An app that can be read, and what it or its plan does not report. */
export function appReadableText(
  withheld: readonly { readonly capability: string; readonly reason: string }[],
): string {
  const without = withheld.map(
    ({ capability, reason }) => `no ${WITHHELD[capability] ?? capability} (${reason})`,
  );
  return ['can be read', ...without].join('; ');
}

/** A roster source that can be read; unless that is the `whole` list, `people` are those of its first pages. */
export function rosterReadableText({
  people,
  whole,
}: {
  readonly people: number;
  readonly whole: boolean;
}): string {
  if (people === 0) return 'can be read, but lists nobody';
  const listed = count(people, 'person', 'people');
  return whole ? `can be read: ${listed}` : `can be read; its first pages have ${listed}`;
}

export function unreadableText(kind: string): string {
  return `cannot be read (${kind})`;
}
