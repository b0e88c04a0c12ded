import { type Activity, Mention } from './activity.ts';

/**
 * What was typed to the bot: without its mention, wherever that stands, and otherwise as typed. `null` when the bot was
 * not mentioned.
 */
export function spokenText(activity: Activity): { readonly text: string; readonly mentioned: boolean } {
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const read = Mention.safeParse(entity);
    return read.success ? [read.data] : [];
  });
  const ours = mentions.filter(({ mentioned }) => mentioned.id === activity.recipient.id);
  let text = activity.text ?? '';
  for (const mention of ours) text = text.replaceAll(mention.text, ' ');
  return { text: decoded(text.replace(TAG, '$1')).trim(), mentioned: ours.length > 0 };
}

/** Somebody else who was mentioned is their name. */
const TAG = /<at(?:\s[^>]*)?>([^<]*)<\/at>/gi;

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
