/** For a word after `access figma` that is neither an account nor a filter. */
export function notAFilterText(word: string, app: string): string {
  return `I don't know the filter ${JSON.stringify(word)}. Filters are written key:value, for example status:inactive; to see one account, name it without filters: access ${app} <account>.`;
}
