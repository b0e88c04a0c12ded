/** Why nothing was exported, and what to type instead. */

export function sayWhatText(offers: readonly string[]): string {
  return `Say what to export: ${offers.join(', ')}.`;
}

export function unknownFilterWordText(word: string): string {
  return `I don't know the filter ${JSON.stringify(word)}. Filters are written key:value, for example status:inactive.`;
}

export function nothingReadText({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${name} has not been read yet, so there is nothing to export. Read it with: sync ${id}`;
}

export const WRITE_OUT = 'Name the file as out:seats.csv.';

export function contradictionText(out: string, format: string): string {
  return `out:${out} and format:${format} contradict each other. Use one of them.`;
}

export function noFormatText(out: string): string {
  return `I cannot tell the format of ${out}. End it in .csv, .xlsx or .html, or add format:.`;
}

export const CANNOT_SEND =
  'Files cannot be sent here. Type the same to me in our personal chat, or run it in a shell on the server: seatkeeper export writes the file there.';

export const NO_OUT_IN_CHAT =
  'The file is sent to you here, so leave out: away. It names files in a shell on the server.';

export function notSentText(reason: string): string {
  return `The file could not be sent to you: ${unended(reason)}. It was deleted; try again later.`;
}

export function perhapsNotSentText(reason: string): string {
  return `The file may not have reached you: ${unended(reason)}. If it is not there, ask again.`;
}

/** Some platforms end their reason with a full stop. */
function unended(text: string): string {
  return text.replace(/\.$/, '');
}
