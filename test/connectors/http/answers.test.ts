import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openLimits } from '../../../src/connectors/base/limits.ts';
import type { VendorAnswers } from '../../../src/connectors/http/answers.ts';
import { createApi } from '../../../src/connectors/http/http.ts';
import { connectorErrorOf, testIo } from '../../support/connector-io.ts';
import { sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** What eight vendors do, in one. */
const ANSWERS: VendorAnswers = {
  says: { code: ['error.code', 'code', 'error', 'result'], words: ['error.message', 'message'] },
  rules: [
    {
      status: 'ok',
      code: 'missing_scope',
      means: 'right-missing',
      right: ({ headers }) => headers.get('x-needed'),
    },
    { status: 'ok', code: 'Not found', means: 'absent' },
    {
      status: 400,
      code: '4711',
      means: 'right-missing',
      right: ({ words }) => /\[([^\]]+)\]/.exec(words ?? '')?.[1] ?? null,
    },
    { status: 400, code: 'syncStateNotFound', means: 'start-over' },
    { status: 403, code: /RateLimitExceeded$/i, means: 'rate-limit', wait: 60_000 },
    { status: 403, code: 'quotaExceeded', means: 'quota' },
    {
      status: 403,
      code: 'NonPremiumTenant',
      means: 'plan',
      capability: 'lastActive',
      advice: 'the last use needs Entra ID P1',
    },
    { status: 404, path: /\/orgs\//, means: 'right-missing', right: 'read:org' },
    {
      status: 403,
      header: ['x-sso', /required/],
      means: 'right-missing',
      advice: 'authorise the token for the organisation',
    },
    { status: 503, code: 'alreadyAssigned', means: 'fine' },
  ],
};

const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, body, status);
  };

async function api(handle: RequestListener) {
  const server = await startServer(handle);
  open.push(server);
  const io = testIo({ allow: [server.origin] });
  const made = createApi({
    app: 'acme',
    baseUrl: server.origin,
    headers: {},
    secrets: [],
    io,
    vendor: ANSWERS,
  });
  return { api: made, io, server };
}

describe('An answer means what the vendor declares', () => {
  it.each([
    [
      'a right in a 200',
      200,
      { ok: false, error: 'missing_scope' },
      { 'x-needed': 'users:read' },
      'permission',
      'users:read',
    ],
    [
      'a right in a 400',
      400,
      { code: 4711, message: 'does not contain scopes:[user:read]' },
      {},
      'permission',
      'user:read',
    ],
    ['a right behind a 403 with a header', 403, {}, { 'x-sso': 'required; url=x' }, 'permission', null],
    ['a plan behind a 403', 403, { error: { code: 'NonPremiumTenant' } }, {}, 'plan', null],
    ['a quota behind a 403', 403, { error: { code: 'quotaExceeded' } }, {}, 'rate-limit', null],
    ['a link that has ended', 400, { error: { code: 'syncStateNotFound' } }, {}, 'changed', null],
    ['what nobody declared, by its status', 403, { error: { code: 'other' } }, {}, 'permission', null],
    ['a 404 by its address', 404, {}, {}, 'unexpected-response', null],
  ])('%s', async (_, status, body, headers, kind, right) => {
    const { api: vendor, server } = await api(answering(status, body, headers));
    expect(await connectorErrorOf(vendor.get('users', z.unknown()))).toMatchObject({ kind, right });
    expect(server.requests).toHaveLength(1);
  });

  it('says where to put a new token, if the vendor says nothing better', async () => {
    const { api: vendor } = await api(answering(401, {}));
    const { message } = await connectorErrorOf(vendor.get('users', z.unknown()));
    expect(message).toContain(
      'wrong or expired; make a new one in the app, and put it into the environment variable that seatkeeper.yaml names',
    );
  });

  it('takes a 404 for a missing right where the vendor hides so what may not be seen', async () => {
    const { api: vendor } = await api(answering(404, { message: 'Not Found' }));
    const error = await connectorErrorOf(vendor.get('orgs/acme/members', z.unknown()));
    expect(error).toMatchObject({ kind: 'permission', right: 'read:org' });
    expect(error.message).toContain(
      '/orgs/acme/members answered 404 ("Not Found"); the right read:org is missing',
    );
  });

  it('waits for a rate limit behind a 403, at least as long as the vendor wants', async () => {
    let asked = 0;
    const { api: vendor, io } = await api((request, response) =>
      ++asked === 1
        ? answering(403, { error: { code: 'userRateLimitExceeded' } })(request, response)
        : answering(200, { id: 1 })(request, response),
    );
    expect(await vendor.get('users', z.unknown())).toEqual({ id: 1 });
    expect(io.waits).toEqual([60_000]);
  });

  it('returns what the caller accepts, by its meaning', async () => {
    const { api: vendor } = await api(answering(200, { result: 'Not found', lastPage: true }));
    const answer = await vendor.send('groups/0', { method: 'GET', accept: ['absent'] });
    expect([answer.status, answer.means]).toEqual([200, 'absent']);
    expect((await connectorErrorOf(vendor.get('groups/0', z.unknown()))).kind).toBe('unexpected-response');
  });

  it('returns an error status that means success', async () => {
    const { api: vendor } = await api(answering(503, { code: 'alreadyAssigned' }));
    expect((await vendor.send('x', { method: 'POST', body: {} })).means).toBe('fine');
  });

  it('turns one capability off with what to do, and lets the rest go on', async () => {
    const { api: vendor } = await api(answering(403, { error: { code: 'NonPremiumTenant' } }));
    const limits = openLimits();
    expect(await limits.unless('lastActive', () => vendor.get('activity', z.unknown()))).toBeNull();
    expect(limits.withheld()).toEqual([
      { capability: 'lastActive', reason: 'the last use needs Entra ID P1' },
    ]);
    const { api: broken } = await api(answering(400, {}));
    await connectorErrorOf(limits.unless('groups', () => broken.get('groups', z.unknown())));
  });

  it('reads a number above 2^53 as text, so that no id is rounded to that of somebody else', async () => {
    const { api: vendor } = await api((_, response) =>
      response.end(
        '{"ids":[9007199254740993, 12, "a 9007199254740993 \\" b", -9007199254740993, 0.1234567890123456]}',
      ),
    );
    expect(await vendor.get('ids', z.unknown())).toEqual({
      ids: ['9007199254740993', 12, 'a 9007199254740993 " b', '-9007199254740993', 0.1234567890123456],
    });
  });
});
