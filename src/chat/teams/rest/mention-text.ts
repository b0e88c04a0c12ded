import { type Activity, Mention } from './activity.ts';

export interface Spoken {
  /** What was typed, without the mention of the bot wherever it is; `null` when it is longer than any command. */
  readonly text: string | null;
  readonly mentioned: boolean;
}

/** Far longer than any command. */
const LONGEST = 10_000;

/** What a person typed to the bot. */
export function spokenText(activity: Activity): Spoken {
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const read = Mention.safeParse(entity);
    return read.success ? [read.data] : [];
  });
  const ours = mentions.filter(({ mentioned }) => mentioned.id === activity.recipient.id);
  const mentioned = ours.length > 0;
  let text = activity.text ?? '';
  if (text.length > LONGEST) return { text: null, mentioned };
  for (const mention of ours) text = text.replaceAll(mention.text, ' ');
  return { text: decoded(text.replace(TAG, '$1')).trim(), mentioned };
}

/** A mention of another person, replaced by their name. No part of the pattern can match past a `<`, so it runs in linear time. */
const TAG = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi;

/** Teams encodes what was typed as HTML. Decodes it once only, because `&amp;lt;` was typed as `&lt;`. */
function decoded(text: string): string {
  return text.replace(/&(nbsp|lt|gt|amp|quot|#39|#160);/g, (whole, name: string) => ENTITY[name] ?? whole);
}

const ENTITY: Readonly<Record<string, string>> = {
  nbsp: ' ',
  '#160': ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
};
