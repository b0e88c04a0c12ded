import { z } from 'zod';
import type { HttpApi } from '../http/exchange.ts';
import { folded, isRecord } from './attributes.ts';

/** How a server's lists are read. */
export interface Paging {
  readonly pageSize: number;
  /** Whether to begin with a cursor, https://www.rfc-editor.org/rfc/rfc9865 */
  readonly cursor: boolean;
  /** Whether the server knows `startIndex`. */
  readonly index: boolean;
  /** Whether its own total is believed, without a request past the end. */
  readonly trustTotal: boolean;
}

export interface PagingSettings {
  readonly pageSize?: number | undefined;
  readonly paging?: 'index' | 'cursor' | undefined;
  readonly trustTotal: boolean;
}

const DEFAULT_PAGE = 100;
/** Larger pages save few requests and may exceed the time limit of a request. */
const LARGEST_PAGE = 500;
/** If a server does not have this document or does not show it, it is read as if it said nothing. */
const MAY_LACK = [400, 403, 404, 405, 406, 410, 500, 501];

/** What the server says about its paging in its ServiceProviderConfig, https://www.rfc-editor.org/rfc/rfc7643#section-5 */
export async function pagingOf(api: HttpApi, settings: PagingSettings): Promise<Paging> {
  const answer = await api.send('ServiceProviderConfig', { method: 'GET', accept: MAY_LACK });
  const config = answer.status < 300 ? configIn(() => answer.json(z.unknown())) : {};
  const filter = block(config.filter);
  const pagination = block(config.pagination);
  const cursor =
    settings.paging === 'cursor' || (settings.paging === undefined && pagination.cursor === true);
  const most = size(pagination.maxpagesize) ?? size(filter.maxresults);
  return {
    pageSize: settings.pageSize ?? Math.min(most ?? DEFAULT_PAGE, LARGEST_PAGE),
    cursor,
    index: !(cursor && (settings.paging === 'cursor' || pagination.index === false)),
    trustTotal: settings.trustTotal,
  };
}

function configIn(read: () => unknown): Readonly<Record<string, unknown>> {
  try {
    return block(folded(read()));
  } catch {
    // Not JSON: a web page, as servers answer that do not know the address.
    return {};
  }
}

function block(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Some servers write 0 or 1 here, and mean nothing by it. */
function size(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 20 ? value : null;
}
