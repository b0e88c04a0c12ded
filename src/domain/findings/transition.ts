import type { Concern } from './classify.ts';

export type Transition = 'same' | 'worse' | 'better';

/**
 * Whether it is news when a finding becomes another one. Something worse is news, because the admin saw, decided on or put off something
 * smaller. Use after leaving is worse than anything; an owner who left or is inactive is worse than an owner who is not known.
 */
const TRANSITIONS: Readonly<Record<Concern, Readonly<Record<Concern, Transition>>>> = {
  'active-after-leaving': {
    'active-after-leaving': 'same',
    offboarded: 'better',
    inactive: 'better',
    unknown: 'better',
  },
  offboarded: {
    'active-after-leaving': 'worse',
    offboarded: 'same',
    inactive: 'better',
    unknown: 'better',
  },
  inactive: {
    'active-after-leaving': 'worse',
    offboarded: 'worse',
    inactive: 'same',
    unknown: 'better',
  },
  unknown: {
    'active-after-leaving': 'worse',
    offboarded: 'worse',
    inactive: 'worse',
    unknown: 'same',
  },
};

export function transition(from: Concern, to: Concern): Transition {
  return TRANSITIONS[from][to];
}
