import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { default as AjvDraft04 } from 'ajv-draft-04';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../src/connectors/base/connector.ts';
import { github } from '../../src/connectors/github/github.ts';
import { okta } from '../../src/connectors/okta/okta.ts';
import { everyOf } from '../support/connector-io.ts';
import { invitation, license, seat, user } from './github/github-rows.ts';
import { TOKEN as GITHUB_TOKEN, startGithub } from './github/github-server.ts';
import { assigned, TOKEN as OKTA_TOKEN, startOkta } from './okta/okta-server.ts';
import { type Ask, ioFor, type Reply, type VendorServer } from './vendors/server.ts';

/* What we ask for and what our servers answer, held against the descriptions that the vendors publish. */

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Readonly<Record<string, unknown>>;
}
interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own for nothing. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest).map(([key, each]) => [key, asJsonSchema(each)]);
  const schema = Object.fromEntries(entries);
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function described(file: string) {
  const spec = asJsonSchema(
    JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', file), 'utf8')),
  ) as Described;
  const Ajv = AjvDraft04 as unknown as typeof import('ajv').Ajv;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(spec as object, 'spec');
  const at = (pointer: string) =>
    pointer.split('/').reduce<unknown>((found, key) => {
      const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
      return (found as Record<string, unknown> | undefined)?.[name];
    }, spec);
  const resolved = (value: unknown): unknown => {
    const { $ref } = (value ?? {}) as { $ref?: string };
    return $ref === undefined ? value : resolved(at($ref.replace(/^#\//, '')));
  };
  const pathOf = (path: string) =>
    Object.keys(spec.paths).find((template) =>
      new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
    );

  function parametersOf(template: string, method: string): readonly Parameter[] {
    const path = spec.paths[template] ?? {};
    const operation = (path[method] ?? {}) as { parameters?: unknown[] };
    return [...((path.parameters as unknown[]) ?? []), ...(operation.parameters ?? [])].map(
      (each) => resolved(each) as Parameter,
    );
  }

  /** What is wrong with a request and its answer; `null` for one that the excerpt does not describe. */
  return ({ path, method, query }: Ask, { status = 200, body }: Reply): readonly string[] | null => {
    const template = pathOf(path);
    if (template === undefined) return null;
    const verb = method.toLowerCase();
    const known = parametersOf(template, verb).filter((each) => each.in === 'query');
    const asked = [...query].flatMap(([name, value]) => {
      const parameter = known.find((each) => each.name === name);
      if (parameter === undefined) return [`${path} has no parameter ${name}`];
      const isNumber = ['integer', 'number'].includes(
        String((resolved(parameter.schema) as { type?: string }).type),
      );
      const isFine = ajv.validate(parameter.schema, isNumber ? Number(value) : value);
      return isFine ? [] : [`${path}: ${name}=${value} ${ajv.errorsText()}`];
    });
    const pointer = `paths/${template.replaceAll('/', '~1')}/${verb}/responses/${status}`;
    const response = resolved(at(pointer)) as { content?: Record<string, { schema?: object }> } | undefined;
    if (response === undefined) return [...asked, `${path} never answers ${status}`];
    const schema = Object.values(response.content ?? {})[0]?.schema;
    if (schema === undefined || status !== 200) return asked;
    const check = ajv.compile(withRoot(schema));
    return check(body)
      ? asked
      : [...asked, ...(check.errors ?? []).map((e) => `${path}${e.instancePath} ${e.message}`)];
  };
}

/** References of a part lead into the whole description. */
function withRoot(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"spec#/'));
}

/** Reads everything, and says what of it the description knows otherwise, and which of its paths were asked for. */
async function held(server: VendorServer, connection: Connection, check: ReturnType<typeof described>) {
  onTestFinished(() => server.close());
  const [wrong, paths] = [new Set<string>(), new Set<string>()];
  server.breakWith({
    on: /./,
    by: (reply, ask) => {
      const found = check(ask, reply);
      if (found !== null) paths.add(ask.path);
      for (const each of found ?? []) wrong.add(each);
      return reply;
    },
  });
  await everyOf(connection.accounts());
  await connection.subscriptions?.().catch(() => {});
  return { wrong: [...wrong], paths: [...paths].sort() };
}

describe('What is asked and answered agrees with the published description of', () => {
  it('GitHub', async () => {
    const members = [1, 2, 3].map((id) => user(id, { role: id === 1 ? 'admin' : 'member' }));
    const server = await startGithub({
      members,
      outside: [user(8)],
      invitations: [invitation({ email: 'new@acme.co' })],
      seats: [seat(1)],
      consumed: { users: [license('user-1')] },
    });
    const settings = { org: 'acme', token: GITHUB_TOKEN, enterprise: 'acme-inc', apiUrl: server.origin };
    const connection = github.connect(github.settings.parse(settings), ioFor(server));
    const { wrong, paths } = await held(server, connection, described('github/openapi.ghec.excerpt.json'));
    expect(wrong).toEqual([]);
    expect(paths).toContain('/orgs/acme/members');
    expect(paths).toContain('/enterprises/acme-inc/consumed-licenses');
    expect(paths.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['', undefined, ['/api/v1/users']],
    [', and its apps', ['CRM'], ['/api/v1/apps/0oa0/users', '/api/v1/logs']],
  ])('Okta%s', async (_, apps, expected) => {
    const server = await startOkta({ apps: { CRM: [assigned('00u1'), assigned('00u2')] } });
    const settings = { url: server.origin, token: OKTA_TOKEN, ...(apps === undefined ? {} : { apps }) };
    const connection = okta.connect(okta.settings.parse(settings), ioFor(server));
    const check = described('okta/openapi.management-2026.06.3.excerpt.json');
    const { wrong, paths } = await held(server, connection, check);
    expect(wrong).toEqual([]);
    expect(paths).toEqual(expected);
  });
});
