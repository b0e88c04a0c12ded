import type { Message } from '../../../domain/message.ts';
import type { ServiceStatus } from '../../../domain/watching/service-status.ts';
import { right, table } from '../table.ts';
import { agoText, count, joined } from '../words.ts';

/** Why nothing is known about an organisation. */
export type FleetProblem =
  | { readonly kind: 'no-url' | 'not-https' | 'shape' | 'no-status' }
  | { readonly kind: 'no-token'; readonly variable: string }
  | { readonly kind: 'file'; readonly key: string; readonly message: string }
  | { readonly kind: 'unreadable' | 'unreachable'; readonly code: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'answer'; readonly status: number };

/** One row of the table. `name`: used if the organisation does not give its own name. */
export interface FleetRow {
  readonly name: string;
  readonly status: ServiceStatus | null;
  readonly problem: FleetProblem | null;
}

export const FLEET_NEEDS_SHELL =
  'Fleet asks other machines: run it in a shell, like: seatkeeper fleet status <folder>';
export const FLEET_USAGE =
  'Write: seatkeeper fleet status <folder>, with a file per organisation in it (url, token), or the addresses themselves. docs/fleet.md shows how.';
export const FLEET_EMPTY =
  'There is no organisation in it: write a file like acme.yaml with url and token for each.';

export function notAFleetText(word: string): string {
  return `${word} is neither a folder nor an address that begins with https://.`;
}

/** All organisations in one table, those to look at first named in its first line. */
export function fleetMessage(rows: readonly FleetRow[], now: string): Message {
  const silent = rows.filter(({ status }) => status === null).length;
  const unwell = rows.filter(({ status }) => status !== null && !status.ok).length;
  const problems = [
    ...(silent > 0 ? [`${silent} ${silent === 1 ? 'does' : 'do'} not answer`] : []),
    ...(unwell > 0 ? [`${unwell} ${unwell === 1 ? 'has' : 'have'} something to look at`] : []),
  ];
  const summary = `${count(rows.length, 'organisation')}: ${problems.length === 0 ? 'all is well' : joined(problems)}.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        [
          'organisation',
          'state',
          'oldest read',
          right('findings'),
          right('waiting'),
          right('in doubt'),
          right('removals'),
          'version',
        ],
        rows.map((row) => cells(row, now)),
        FLEET_EMPTY,
      ),
    ],
    buttons: [],
  };
}

function cells({ name, status, problem }: FleetRow, now: string): string[] {
  if (status === null)
    return [name, `✗ ${problem === null ? 'not known' : problemText(problem)}`, '–', '–', '–', '–', '–', '–'];
  const { findings, outbox, removals } = status;
  const open = Object.entries(findings).reduce((sum, [kind, n]) => sum + (kind === 'snoozed' ? 0 : n), 0);
  const waiting = removals.planned + removals.approved + removals.task + removals.said;
  return [
    status.organisation === '' ? name : status.organisation,
    stateText(status),
    oldestRead(status, now),
    String(open),
    String(outbox.pending + outbox.sending),
    String(outbox['in-doubt'] + removals['in-doubt']),
    String(waiting),
    status.version,
  ];
}

function stateText({ ok, ready, health }: ServiceStatus): string {
  if (ok) return ready ? '✓ good' : '? starting';
  const codes = [...new Set(health.map(({ code }) => code))];
  return `✗ ${codes.join(', ')}`;
}

function oldestRead({ sources }: ServiceStatus, now: string): string {
  if (sources.length === 0) return '–';
  if (sources.some(({ lastCompleteRead }) => lastCompleteRead === null)) return 'not read yet';
  const [oldest] = sources.flatMap(({ lastCompleteRead }) => lastCompleteRead ?? []).sort();
  return oldest === undefined ? '–' : agoText(oldest, now);
}

function problemText(problem: FleetProblem): string {
  switch (problem.kind) {
    case 'no-url':
      return 'its url is not a web address';
    case 'not-https':
      return 'its url is not https, and a token would be sent in the clear';
    case 'shape':
      return 'its file needs url and token, and nothing else';
    case 'no-status':
      return 'its answer is no status of Seatkeeper';
    case 'no-token':
      return `${problem.variable} is not set`;
    case 'file':
      return `its file: ${problem.key} ${problem.message}`;
    case 'unreadable':
      return `its file cannot be read (${problem.code})`;
    case 'unreachable':
      return `does not answer (${problem.code})`;
    case 'timeout':
      return `does not answer within ${problem.seconds} s`;
    case 'answer':
      return problem.status === 401
        ? 'does not take the token (401)'
        : `answers ${problem.status}${problem.status === 404 ? '; is STATUS_TOKEN set there?' : ''}`;
    default:
      return problem satisfies never;
  }
}
