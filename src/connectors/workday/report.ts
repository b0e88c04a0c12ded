import { z } from 'zod';
import { dayText } from '../hr/days.ts';
import type { WorkdayClient } from './client.ts';

/** A report as a table: its columns have the names that its author gave them. */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const Entry = z.record(z.string(), z.unknown());
const Report = z.object({ Report_Entry: z.union([z.array(Entry), Entry.transform((entry) => [entry])]) });

/**
 * The report, whole: https://docs.workato.com/connectors/workday/workday_raas. An entry leaves out its empty columns, so the
 * columns are those that any entry has.
 */
export async function readReport({ api, path }: WorkdayClient): Promise<ReportTable> {
  const answer = await api.send(path, { method: 'GET' });
  const entries = answer.json(Report).Report_Entry.map(textsOf);
  const columns = new Map<string, number>();
  for (const entry of entries)
    for (const name of entry.keys()) if (!columns.has(name)) columns.set(name, columns.size);
  const names = [...columns.keys()];
  return { columns: names, rows: entries.map((entry) => names.map((name) => entry.get(name) ?? '')) };
}

/** The texts of an entry by column. A group of columns, `Manager_group: [{ Manager_ID: … }]`, is flattened. */
function textsOf(entry: Readonly<Record<string, unknown>>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(entry)) addTexts(texts, name, value);
  return texts;
}

function addTexts(texts: Map<string, string>, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const each of value) addTexts(texts, name, each);
    return;
  }
  if (typeof value === 'object' && value !== null) {
    const { Descriptor: shown, ...parts } = value as Record<string, unknown>;
    if (typeof shown === 'string') addTexts(texts, name, shown);
    else for (const [part, inner] of Object.entries(parts)) addTexts(texts, part, inner);
    return;
  }
  const text = value === null || value === undefined ? '' : dayText(String(value));
  if (text === '') return;
  const before = texts.get(name);
  texts.set(name, before === undefined ? text : `${before}; ${text}`);
}
