import { figuresMessage } from '../../chat/say/overview/figures.ts';
import { lookAtFigures } from '../../flows/overview/look-at-figures.ts';
import { appsNamed, wholeNumber } from '../arguments.ts';
import type { Command } from '../command.ts';

/** A quarter of a year. */
const DAYS = 90;

export const figures: Command = {
  verb: 'figures',
  example: 'figures days:90',
  does: 'how long seats take to come free, by app and owner, how often an alert was wrong, what is open longest, and what was saved',
  group: 'look',
  keys: ['days'],
  names: 1,
  answer(context, { words: [appWord], filters }) {
    const days = wholeNumber(filters.days, DAYS, 'days');
    const view = lookAtFigures(context, appsNamed(context, appWord), days);
    const { clock: _, ...json } = view;
    return { ok: true, message: figuresMessage(view), json };
  },
};
