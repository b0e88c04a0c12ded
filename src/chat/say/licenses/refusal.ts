/** What is wrong with a command about subscriptions, and what to type instead. */

/** For `subscriptions FIG-FULL price:90` without `set`. */
export function setMissingText(name: string, key: string, value: string): string {
  return `To complete a subscription, write set before ${key}:, for example subscriptions ${name || 'FIG-FULL'} set ${key}:${value}.`;
}

export function nothingToSetText(terms: string): string {
  return `Write what to set: ${terms}.`;
}

export function notSettableText(key: string, terms: string): string {
  return `set does not take ${key}:. It takes ${terms}.`;
}

/** `problem` is what is wrong with the value, as `badTermValueText` words it. */
export function badTermText(key: string, problem: string): string {
  return `${key} ${problem}. Nothing was changed.`;
}

export function pastRenewalText(written: string): string {
  return `renews ${JSON.stringify(written)} is in the past; write the next renewal. Nothing was changed.`;
}

export function clearWithValueText(key: string): string {
  return `clear takes only the name of a term: clear ${key}. Nothing was changed.`;
}

export function severalCalledText(app: string, title: string, ids: readonly string[]): string {
  return `Several subscriptions of ${app} are called ${JSON.stringify(title)}. Name one by its id: ${ids.join(', ')}.`;
}

export function inSeveralAppsText(word: string, ways: readonly string[]): string {
  return `${JSON.stringify(word)} is in several apps. Name the app first: ${ways.join(', ')}.`;
}
