import { unreadRows } from '../owners/why-unknown.ts';
/** A typed word that matches no candidate. */
export interface UnknownWord {
  readonly word: string;
  /** The candidate that was probably meant; `null` when none is close. */
  readonly meant: string | null;
  /** The candidates, in the order in which they are listed. */
  readonly known: readonly string[];
}

export function unknownVerbText(unknown: UnknownWord): string {
  return `I don't know ${JSON.stringify(unknown.word)}.${didYouMean(unknown)}`;
}

export function unknownAppText(unknown: UnknownWord, howToConnect: string): string {
  const { word, meant, known } = unknown;
  return `There is no app ${JSON.stringify(word)}.${didYouMean(unknown)} Connected apps: ${known.join(', ')}.${meant === null ? howToConnect : ''}`;
}

/** For an app that is not in seatkeeper.yaml: what to write there, and which rights its connector needs. */
export function howToConnectText(id: string, connector: string, scopes: readonly string[]): string {
  const needs = scopes.length === 0 ? '' : ` It needs: ${scopes.join('; ')}.`;
  return ` To connect another, add it under apps: in seatkeeper.yaml, like { id: ${id}, connector: ${connector}, settings: … }.${needs}`;
}

/** `unread`: rows of the roster that cannot be read and are about people never read before. */
export function unknownPersonText(unknown: UnknownWord, unread: number): string {
  const word = JSON.stringify(unknown.word);
  const nobody =
    unread === 0
      ? `Nobody in the roster has the name or address ${word}.`
      : `No readable row of the roster has the name or address ${word}; ${unreadRows(unread)}.`;
  return `${nobody}${didYouMean(unknown)}`;
}

/** For the value of a filter: `status:inactiv`. */
export function unknownValueText(key: string, unknown: UnknownWord): string {
  return `${key}:${unknown.word} is not known.${didYouMean(unknown, `${key}:`)} It can be ${unknown.known.join(', ')}.`;
}

export function unknownFilterText(unknown: UnknownWord, verb: string, takesText: boolean): string {
  const quoting = takesText ? '. Put text with a colon into quotes, as in reason:"…"' : '';
  const keys = unknown.known.map((key) => `${key}:`);
  const takes = keys.length === 0 ? 'takes no filters' : `takes ${keys.join(' ')}`;
  return `I don't know the filter "${unknown.word}:".${didYouMean(unknown, '', ':')} ${verb} ${takes}${quoting}`;
}

/** For `--foo`; `asFilter`: what was probably meant, as `until:30`. */
export function unknownFlagText(
  unknown: UnknownWord,
  {
    verb,
    asFilter,
    takesText,
  }: { readonly verb: string; readonly asFilter: string | null; readonly takesText: boolean },
): string {
  const flags = unknown.known.map((flag) => `--${flag}`);
  const takes = flags.length === 0 ? 'takes no flags' : `takes ${flags.join(' ')}`;
  const meant = asFilter === null ? didYouMean(unknown, '--') : ` Write it as ${asFilter}.`;
  const quoting = takesText ? '. Put text that begins with a dash into quotes' : '';
  return `I don't know the flag --${unknown.word}.${meant} ${verb} ${takes}${quoting}.`;
}

export function unknownColumnText(unknown: UnknownWord): string {
  return `There is no column ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} Columns: ${unknown.known.join(', ')}.`;
}

export function unknownExportText(unknown: UnknownWord, offers: readonly string[]): string {
  return `I cannot export ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} There is ${offers.join(', ')}.`;
}

/** For what follows `columns figma`. */
export function unknownColumnsVerbText(unknown: UnknownWord, app: string): string {
  return `I don't know columns ${app} ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} Write columns ${app}, columns ${app} set person,status, or columns ${app} reset.`;
}

export function unknownLicenseText(unknown: UnknownWord, app: string): string {
  return `No license of ${app} is called ${JSON.stringify(unknown.word)}.${didYouMean(unknown)}${listText('Licenses', unknown.known)}`;
}

export function unknownGroupText(unknown: UnknownWord): string {
  return `There is no group ${JSON.stringify(unknown.word)}.${didYouMean(unknown)}${listText('Groups', unknown.known)}`;
}

/** For what follows `groups`. */
export function unknownAppOrGroupText(unknown: UnknownWord): string {
  return `There is no app and no group ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} To list them: groups`;
}

export function unknownSubscriptionText(
  unknown: UnknownWord,
  app: { readonly id: string; readonly name: string } | null,
): string {
  const where = app === null ? 'There is no subscription' : `${app.name} has no subscription`;
  const list = app === null ? 'subscriptions' : `subscriptions ${app.id}`;
  return `${where} ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} To list them: ${list}`;
}

/** For a term of a subscription: `set cost:90`. */
export function unknownTermText(unknown: UnknownWord, typed: string): string {
  return `${JSON.stringify(typed)} is not a term of a subscription.${didYouMean(unknown, '', ':')} It can be ${unknown.known.join(', ')}, written key:value. Nothing was changed.`;
}

/** ` Did you mean status:?`, with `before` and `after` around the candidate; nothing when no candidate is close. */
export function didYouMean({ meant }: UnknownWord, before = '', after = ''): string {
  return meant === null ? '' : ` Did you mean ${before}${meant}${after}?`;
}

const LISTED = 20;

function listText(label: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const more = known.length > LISTED ? `, and ${known.length - LISTED} more` : '';
  return ` ${label}: ${known.slice(0, LISTED).join(', ')}${more}.`;
}
