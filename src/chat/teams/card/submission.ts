import { z } from 'zod';
import { carried } from '../../../domain/long-id.ts';
import type { Form } from '../../../domain/message.ts';
import type { Filled } from '../../form.ts';
import { CARD_VERSION, FormData, Ours } from './button.ts';
import type { ActionData } from './card.ts';

export interface Submission {
  readonly form: Form;
  readonly filled: Filled;
  /**
   * By field: a name or address that was typed instead of choosing a person. The bot searches the people for it: if one fits, it
   * is filled in; if several fit, the form is shown again with `people`.
   */
  readonly typed: Filled;
}

/** `dataset` of the search for a person. */
export const PERSON_SEARCH = 'people';
/** Inputs come back together with the button's own data; with these prefixes their ids cannot be mistaken for it. */
export const FIELD = 'field.';
export const SEARCHED = 'search.';
export const TYPED = 'typed.';

/** More than a person would type into a form. */
const MAX_VALUE = 4_000;
const MAX_FIELDS = 50;

const Submitted = z.object({ do: z.literal('submit'), form: FormData });

export function submitData(form: Form): ActionData {
  return { seatkeeper: CARD_VERSION, do: 'submit', form: carried(form) };
}

/**
 * Reads the data of a submitted form, including its inputs. `outdated`: a form from another version; `null`: not one of ours,
 * or forged.
 */
export function readSubmission(data: unknown): Submission | 'outdated' | null {
  const ours = Ours.safeParse(data);
  if (!ours.success || ours.data.do !== 'submit') return null;
  if (ours.data.seatkeeper !== CARD_VERSION) return 'outdated';
  const read = Submitted.safeParse(data);
  const inputs = Object.entries(ours.data);
  if (!read.success || inputs.length > MAX_FIELDS) return null;
  const [filled, searched, typed] = [FIELD, SEARCHED, TYPED].map((prefix) => fields(inputs, prefix));
  if (!filled || !searched || !typed) return null;
  const words = Object.entries(typed).filter(([key]) => searched[key] === undefined);
  const chosen = Object.entries({ ...filled, ...searched }).filter(
    ([key]) => !words.some(([typedKey]) => typedKey === key),
  );
  return {
    form: read.data.form,
    filled: Object.fromEntries(chosen),
    typed: Object.fromEntries(words),
  };
}

/** An empty field is left out. `null`: a value that none of our inputs can send. */
function fields(inputs: readonly (readonly [string, unknown])[], prefix: string): Filled | null {
  const own = inputs.filter(([key]) => key.startsWith(prefix));
  const filled: [string, string][] = [];
  for (const [key, value] of own) {
    const name = key.slice(prefix.length);
    if (value === null || value === undefined) continue;
    if (typeof value !== 'string' || value.length > MAX_VALUE || !/^[a-z][\w-]*$/i.test(name)) return null;
    if (value.trim() !== '') filled.push([name, value.trim()]);
  }
  return Object.fromEntries(filled);
}
