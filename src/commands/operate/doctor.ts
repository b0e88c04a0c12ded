import { table } from '../../chat/say/table.ts';
import { count } from '../../chat/say/words.ts';
import { examine } from '../../flows/overview/examine.ts';
import type { Command } from '../command.ts';

const STATES = { good: '✓ good', bad: '✗ wrong', unsure: '? unsure' } as const;

export const doctor: Command = {
  verb: 'doctor',
  example: 'doctor',
  does: 'check tokens, scopes, the admin channel, the clock, and that every app and roster can be read',
  group: 'run',
  keys: [],
  async answer(context) {
    const examined = await examine(context);
    const wrong = examined.filter(({ state }) => state === 'bad');
    const unsure = examined.filter(({ state }) => state === 'unsure');
    const rest = unsure.length === 0 ? '' : ` ${count(unsure.length, 'thing')} to look at yourself.`;
    const summary =
      wrong.length === 0
        ? `Nothing is wrong: ${count(examined.length, 'thing')} checked.${rest}`
        : `${count(wrong.length, 'thing')} to mend: ${wrong.map(({ name }) => name).join(', ')}.${rest}`;
    return {
      ok: wrong.length === 0,
      message: {
        summary,
        title: summary,
        body: [
          table(
            ['check', 'result', 'found'],
            examined.map(({ name, state, found }) => [name, STATES[state], found]),
            'There is nothing to check.',
          ),
          ...[...wrong, ...unsure].map(
            ({ name, fix }) => ({ type: 'text', spans: [{ bold: name }, `: ${fix ?? ''}`] }) as const,
          ),
        ],
        buttons: [],
      },
      json: { ok: wrong.length === 0, checks: examined },
    };
  },
};
