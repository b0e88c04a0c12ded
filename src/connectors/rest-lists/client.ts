import type { ConnectorIo } from '../base/connector.ts';
import type { Meter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import type { Request } from '../rest-declaration/request.ts';

/** A declared app as one connection asks it. */
export interface RestClient {
  readonly app: string;
  readonly api: HttpApi;
  readonly meter: Meter;
  readonly io: ConnectorIo;
  /** The values of `{name}`; a sign-in may add to them, so they are asked for with each request. */
  settings(): Promise<Settings>;
  /** Parameters of every request. */
  readonly query: Readonly<Record<string, string>>;
  /** How many rows to ask for, if the admin set it. */
  readonly pageSize: number | null;
}

/** A request of a declaration with its placeholders filled in. */
export interface Asked {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** `more`: further parameters of the query. */
export async function askedFor(
  client: RestClient,
  { get, post, query = {}, body, headers = {} }: Request,
  more: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const settings = await client.settings();
  const path = pathWith(get ?? post ?? '', settings, {
    ...client.query,
    ...filledIn(query, settings),
    ...more,
  });
  return {
    path,
    method: get === undefined ? 'POST' : 'GET',
    ...(body === undefined && get !== undefined ? {} : { body: filledIn(body ?? {}, settings) }),
    headers: lowered(filledIn(headers, settings)),
  };
}

export function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

type Query = Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;

/** The path with its query; values of settings are encoded exactly once. */
export function pathWith(path: string, settings: Settings, query: Query): string {
  const [before = '', written = ''] = path.split(/\?(.*)/s);
  const where = before.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(settings, name) ? encodeURIComponent(settings[name] ?? '') : whole,
  );
  const own =
    written === ''
      ? []
      : written.split('&').map((each) => each.split(/=(.*)/s).map(decoded) as [string, string]);
  const all: [string, string][] = [
    ...own.map(([name, value = '']): [string, string] => [name, filledIn(value, settings)]),
    ...Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, String(each)]),
    ),
  ];
  const kept = all.filter(([name], index) => !(name in query) || index >= own.length);
  return kept.length === 0 ? where : `${where}?${kept.map(pair).join('&')}`;
}

/** Brackets in a name stay unencoded: `filter[status][_eq]`. */
function pair([name, value]: [string, string]): string {
  const key = encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%24', '$');
  return `${key}=${encodeURIComponent(value)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
