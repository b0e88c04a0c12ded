import { type Activity, Mention } from './activity.ts';

export interface Spoken {
  /** Without our mention, wherever that stands, and otherwise as typed; `null`: longer than any command. */
  readonly text: string | null;
  readonly mentioned: boolean;
}

/** Far more than any command takes. */
const LONGEST = 10_000;

/** What was typed to the bot. */
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

/** Somebody else who was mentioned is their name. No part of it goes past a `<`: it is read in one go. */
const TAG = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi;

/** Teams writes what was typed as HTML text. Once only: `&amp;lt;` was typed as `&lt;`. */
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
