import { z } from 'zod';
import type { HttpAnswer, HttpApi, SendRequest } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByUrl } from '../paging/next.ts';
import type { GraphClient } from './client.ts';

/** The rows in an answer of one of Graph's lists. */
export function rowsOf<Row>(schema: z.ZodType<Row>): (answer: HttpAnswer) => readonly Row[] {
  const Page = z.object({ value: z.array(schema) });
  return (answer) => answer.json(Page).value;
}

/** One of Graph's lists, page by page: `@odata.nextLink` is followed as it is, and without one the list ends. */
export function graphList<Row>(
  { app, api }: Pick<GraphClient, 'app'> & { readonly api: HttpApi },
  first: string,
  rows: (answer: HttpAnswer) => readonly Row[],
  send: Partial<Omit<SendRequest, 'body'>> = {},
): AsyncGenerator<readonly Row[]> {
  return readList({ app, api, first, send, rows, next: nextByUrl('@odata.nextLink') });
}

/** A complete list, for short ones. */
export async function wholeList<Row>(pages: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

/** In the global cloud since May 2026; the national clouds follow later. https://learn.microsoft.com/graph/whats-new-overview */
const NEWEST = ['identityParentId'];

/** A list with these fields, or without the newest ones in a cloud that does not know them yet. */
export async function* listWith<Row>(
  client: GraphClient,
  fields: readonly string[],
  pathOf: (select: string) => string,
  rows: (answer: HttpAnswer) => readonly Row[],
): AsyncGenerator<readonly Row[]> {
  let unknown = false;
  const known = (answer: HttpAnswer) => {
    unknown = answer.means === 'start-over';
    return unknown ? [] : rows(answer);
  };
  yield* graphList(client, pathOf(fields.join(',')), known, { accept: ['start-over'] });
  if (!unknown) return;
  yield* graphList(client, pathOf(older(fields).join(',')), rows);
}

/** One request with these fields, repeated without the newest ones in a cloud that does not know them yet. */
export async function withFields(
  fields: readonly string[],
  ask: (select: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const answer = await ask(fields.join(','));
  return answer.means === 'start-over' ? ask(older(fields).join(',')) : answer;
}

function older(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => !NEWEST.includes(field));
}
