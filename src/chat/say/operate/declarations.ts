import type {
  CheckedDeclaration,
  DeclarationFault,
  DeclarationTrial,
} from '../../../domain/files/declaration-reading.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';

export const DECLARATIONS_NEED_SHELL =
  'A declaration is read where it lies: type seatkeeper connectors lint or try in a shell of that machine.';
export const LINT_OR_TRY = 'Type connectors lint acme.yaml or connectors try acme.yaml.';
export const TRY_WHICH = 'Name the declaration to try, like connectors try acme.yaml.';
export const NO_DECLARATIONS =
  'seatkeeper.yaml names no declaration of its own. Name a file, like connectors lint acme.yaml.';

/** What is wrong in each declaration, by line. */
export function lintMessage(all: readonly CheckedDeclaration[]): Message {
  const faulty = all.filter(({ faults }) => faults.length > 0);
  const faults = faulty.reduce((sum, each) => sum + each.faults.length, 0);
  const summary =
    faulty.length === 0
      ? `${count(all.length, 'declaration')} without a fault: ${joined(all.map(({ file }) => file))}.`
      : `${count(faults, 'fault')} in ${joined(faulty.map(({ file }) => file))}.`;
  const body = [
    ...faulty.flatMap(({ file, faults: found }) => found.map((fault) => faultText(file, fault))),
    ...all.flatMap(({ file, notes }) => notes.map((each) => `To know: ${faultText(file, each)}`)),
  ].map(note);
  return { summary, title: summary, body, buttons: [] };
}

function faultText(file: string, { line, path, message }: DeclarationFault): string {
  const where = line === null ? file : `${file}:${line}`;
  return path === '' ? `${where}: ${message}` : `${where}: ${path} ${message}`;
}

/** The first page of a declared app, as it will be read. */
export function trialMessage(trial: Exclude<DeclarationTrial, { kind: 'faulty' }>): Message {
  const { file } = trial;
  switch (trial.kind) {
    case 'unset': {
      const names = trial.settings.map(({ key, variable }) => `${key} (${variable})`);
      return said(
        `${file} needs ${joined(names)}: write the app into seatkeeper.yaml, or set these variables.`,
      );
    }
    case 'failed':
      return said(`${file} could not be read. ${trial.problem}`, requestsMade(trial.requests));
    case 'read': {
      const { name, rows, first, unread, requests, withheld } = trial;
      const shown = Object.keys(first[0] ?? {}).filter((field) => first.some((row) => row[field] !== ''));
      const cells = first.map((row) => shown.map((field) => row[field] ?? ''));
      return said(`${name}: the first page holds ${count(rows, 'account')}. Nothing was stored.`, [
        table(shown, cells, 'The page holds no account. Some apps answer a wrong key so.'),
        ...withheld.map((each) => note(`Left out: ${each}`)),
        table(
          ['not read', 'type'],
          unread.map(({ path, type }) => [path, type]),
          'Everything in the rows is read.',
        ),
        ...requestsMade(requests),
      ]);
    }
    default:
      return trial satisfies never;
  }
}

function requestsMade(requests: readonly string[]): Part[] {
  return [
    table(
      ['requests made'],
      requests.map((each) => [each]),
      'No request was made.',
    ),
  ];
}

function said(summary: string, body: readonly Part[] = []): Message {
  return { summary, title: summary, body, buttons: [] };
}

function note(text: string): Part {
  return { type: 'note', text };
}
