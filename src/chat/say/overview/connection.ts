import type { Instant } from '../../../domain/day.ts';
import type { Row } from '../../../domain/message.ts';
import { momentText } from '../words.ts';

/** An app that is not connected yet, or no longer. */
export interface ConnectionView {
  readonly app: { readonly id: string; readonly name: string };
  /** How old the data is that is still shown; `null` when there never was any. */
  readonly dataAt: Instant | null;
  /** Why it could not be read; `null` when it was not tried yet. `kind` as in connectors/base/errors.ts. */
  readonly trouble: {
    readonly kind: string;
    readonly message: string;
    readonly retryAt: Instant | null;
  } | null;
  /** What the admin must grant. */
  readonly scopes: readonly string[];
  readonly timezone: string;
  readonly now: Instant;
}

/** In a few words, for a table; the reason is given below it. */
export function connectionState(dataAt: Instant | null, kind: string): string {
  // An error of our own says nothing about the connection.
  if (SHORT[kind] === undefined) return 'could not be read';
  if (kind === 'bad-file') return 'cannot be read';
  if (kind === 'file-changed') return 'changed while it was read';
  return dataAt === null ? 'not connected' : 'lost its connection';
}

/** Why it cannot be read, in a few words; `null` when there is nothing to add. */
export function failureText(kind: string): string | null {
  return kind === 'bad-file' ? null : (SHORT[kind] ?? null);
}

/** What happened, why, and how to connect it. */
export function connectionText(view: ConnectionView): { readonly why: string; readonly how: string } {
  const { app, trouble, scopes } = view;
  const sync = `sync ${app.id}`;
  if (trouble === null) return { why: 'It has not been read yet', how: `${sync} reads it.${needs(scopes)}` };
  // What is wrong with a file comes with what to do about it.
  if (trouble.kind === 'bad-file')
    return { why: trouble.message, how: `Once the file is in order, run: ${sync}` };
  const how = HOW[trouble.kind] ?? 'The log says what happened.';
  const again =
    trouble.retryAt === null
      ? `Then run: ${sync}`
      : `It will be tried again after ${momentText(trouble.retryAt, view.timezone, view.now)}. To try sooner: ${sync}`;
  const asked = trouble.kind === 'auth' || trouble.kind === 'permission' || trouble.kind === 'plan';
  return { why: trouble.message, how: `${how}${asked ? needs(scopes) : ''} ${again}` };
}

/** The same as a row, for above or below a table. */
export function connectionRow(view: ConnectionView): Row {
  const { why, how } = connectionText(view);
  const data =
    view.dataAt === null
      ? 'There is no data yet.'
      : `You still see the data of ${momentText(view.dataAt, view.timezone, view.now)}.`;
  return {
    type: 'row',
    mark: view.trouble === null ? 'waiting' : 'failed',
    spans: [
      { bold: view.app.name },
      view.trouble === null
        ? ` has not been read yet: ${how}`
        : ` ${stateSentence(view)}: ${sentence(why)} ${how}`,
    ],
    detail: view.trouble === null ? null : data,
    buttons: [{ label: `Read ${view.app.name} now`, command: `sync ${view.app.id}` }],
  };
}

function stateSentence({ dataAt, trouble }: ConnectionView): string {
  const why = SHORT[trouble?.kind ?? ''];
  if (why === undefined) return 'could not be read';
  if (trouble?.kind === 'bad-file') return 'cannot be read';
  if (trouble?.kind === 'file-changed') return 'could not be read';
  return `${dataAt === null ? 'is not connected yet' : 'lost its connection'} (${why})`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function needs(scopes: readonly string[]): string {
  return scopes.length === 0
    ? ''
    : ` It needs: ${scopes.join('; ')}${scopes.at(-1)?.endsWith('.') ? '' : '.'}`;
}

/** By the kinds of connectors/base/errors.ts. */
const SHORT: Readonly<Record<string, string>> = {
  auth: 'its token or password was rejected',
  permission: 'a permission is missing',
  plan: 'its plan does not offer this',
  'rate-limit': 'it asked Seatkeeper to wait',
  unavailable: 'it did not answer',
  'unexpected-response': 'it sent an unexpected answer',
  changed: 'its list changed while it was read',
  'file-changed': 'its file changed while it was read',
  'bad-file': 'its file cannot be read',
  'no-connection': 'no connection could be made',
  'not-allowed': 'seatkeeper.yaml does not allow its address',
};

const RESTART = 'After a change of seatkeeper.yaml or the environment, restart Seatkeeper.';

/** The message says already what to do, in the vendor's words where it has some: this must fit whatever that is. */
const HOW: Readonly<Record<string, string>> = {
  auth: RESTART,
  permission: 'Give the token the missing permission.',
  plan: 'Change the plan, or connect it with a list it exports: { connector: csv } under apps: in seatkeeper.yaml.',
  'rate-limit': 'You need not do anything.',
  unavailable: 'It may be an outage. If it lasts, check its address under apps: in seatkeeper.yaml.',
  changed: 'You need not do anything: it is read again at the next sync.',
  'file-changed':
    'You need not do anything: it is read again at the next sync. Write an export to another name, and rename it when it is complete.',
  'unexpected-response': 'If it lasts, check its settings under apps: in seatkeeper.yaml.',
  'no-connection': `Its certificate or a proxy is in the way. ${RESTART}`,
  'not-allowed':
    'The app was not contacted. Change its address, or network: in seatkeeper.yaml, and restart Seatkeeper.',
};
