import { renderMessage } from '../../src/chat/terminal/text/render.ts';
import type { Answer } from '../../src/commands/command.ts';
import {
  ACCOUNTS,
  type Company,
  company,
  csvOf,
  LICENSES,
  type Office,
  type OfficeOptions,
} from '../support/company.ts';

export const ROSTER = 'id,email,aliases,usernames,name,status,department,manager,groups,start_date,end_date';
const FIGMA = `${ACCOUNTS},projects`;

/** Six people and two apps, with at least one account for everything that Seatkeeper can report. */
export const FILES = {
  roster: csvOf(ROSTER, [
    '1,ada@acme.example,a.keller@acme.example,adak,Ada Keller,active,Design,Cleo Park,Design;Everyone',
    '2,ben@acme.example,,,Ben Okafor,offboarded,Sales,,Everyone,,2026-02-20',
    '3,cleo@acme.example,,,Cleo Park,active,Design,,Design',
    '4,dan@acme.example,,,Dan Roth,inactive,Sales',
    '5,eva@acme.example,,,Eva Lind,active,Sales,,,,2026-06-30',
    '6,finn@acme.example,,,Finn Moe,on-leave,Sales',
  ]),
  apps: {
    figma: csvOf(FIGMA, [
      'f1,ada@acme.example,,ada,Ada Keller,active,person,admin,Full,2026-03-01,12',
      'f2,ben@acme.example,,,Ben Okafor,active,person,editor,Full,2026-02-25,3',
      'f3,cleo@acme.example,,,Cleo Park,active,person,editor,Full;Dev Mode,2025-11-03,7',
      'f4,dan@acme.example,,,Dan Roth,active,person,editor,Dev Mode,,1',
      'f5,eva.lind@home.example,,,Eva Lind,active,person,viewer,,2026-02-28,2',
      'f6,it-team@acme.example,,,IT Team,active,person,viewer',
      'f7,,,build-bot,Build Bot,active,bot',
      'f8,finn@acme.example,,,Finn Moe,invited,person,viewer,Full',
    ]),
    zoom: csvOf(ACCOUNTS, ['z1,ada+zoom@acme.example', 'z2,a.keller@acme.example', 'z3,,,adak,A. Keller']),
  },
  licenses: {
    figma: csvOf(LICENSES, ['FULL,Full,10,4,45,USD,monthly', 'DEV,Dev Mode,5,2,300,EUR,annual']),
  },
  yaml: 'groups:\n  Design: [figma]\n  Everyone: [zoom]\n',
} as const;

/** Acme after its first sync, at ten in the morning of 2 March 2026 in Berlin. */
export async function desk(options: OfficeOptions = {}): Promise<{ acme: Company; office: Office }> {
  const acme = company(FILES);
  const office = acme.open(options);
  await office.sync();
  await office.news();
  return { acme, office };
}

/** The text in a terminal of 120 columns, without the head of the audit log, which differs in every run. */
export function seen({ message }: Answer, width = 120): string {
  const { text } = renderMessage(message, { width, colour: false });
  return `${text.replace(/(Audit head) [0-9a-f]{12}/g, '$1 …')}\n`;
}

/** The output of `--json`. */
export function printed({ json }: Answer): unknown {
  const data =
    typeof json === 'object' && json !== null && Symbol.iterator in json ? [...(json as [])] : json;
  return JSON.parse(JSON.stringify(data));
}

/** The keys of an object and of the objects in it: `person: { id, name }` is `person.id`, `person.name`. */
export function keysOf(data: unknown, path = ''): string[] {
  if (Array.isArray(data)) return [...new Set(data.flatMap((item) => keysOf(item, `${path}[]`)))];
  if (typeof data !== 'object' || data === null) return [path];
  return Object.entries(data).flatMap(([key, value]) => keysOf(value, path === '' ? key : `${path}.${key}`));
}
