import type { TypedCommand as Typed } from '../chat/grammar.ts';
import type { App } from '../flows/context.ts';

/** Which word of these commands names an app, if any does. */
const APP_AT: Readonly<Record<string, number>> = {
  app: 0,
  access: 0,
  columns: 0,
  groups: 0,
  clearing: 0,
  savings: 0,
  simulate: 0,
  subscriptions: 0,
  subscribers: 0,
  why: 0,
  known: 0,
  add: 0,
  link: 0,
  snooze: 0,
  sync: 0,
  remove: 0,
  export: 1,
};

/** The command with an app's name of several words, `app Microsoft 365`, as one word: its id. */
export function joinAppName(verb: string, typed: Typed, apps: readonly App['config'][]): Typed {
  const at = APP_AT[verb];
  if (at === undefined || typed.words.length < at + 2) return typed;
  const rest = typed.words.slice(at).map((word) => word.toLowerCase());
  const named = apps
    .map((app) => ({ app, parts: app.name.toLowerCase().split(/\s+/) }))
    .filter(({ parts }) => parts.length > 1 && parts.every((part, place) => rest[place] === part))
    .toSorted((a, b) => b.parts.length - a.parts.length)[0];
  // An app that is called by the first word alone is meant by it.
  if (named === undefined || apps.some(({ id }) => id.toLowerCase() === rest[0])) return typed;
  const { app, parts } = named;
  const saved = parts.length - 1;
  return {
    ...typed,
    words: [...typed.words.slice(0, at), app.id, ...typed.words.slice(at + parts.length)],
    strays: typed.strays.flatMap((stray) =>
      stray.at < at ? [stray] : stray.at < at + parts.length ? [] : [{ ...stray, at: stray.at - saved }],
    ),
  };
}
