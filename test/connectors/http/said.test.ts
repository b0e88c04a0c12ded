import { expect, it } from 'vitest';
import { said } from '../../../src/connectors/http/said.ts';

it.each([
  'x-request-id',
  'request-id',
  'x-okta-request-id',
  'x-github-request-id',
  'x-slack-req-id',
  'x-zm-trackingid',
  'atl-traceid',
])('keeps what a vendor calls the request by %s, and nothing else of the headers', (name) => {
  const headers = new Headers({ [name]: 'r-1', 'set-cookie': 'secret', authorization: 'secret' });
  const answer = { status: 204, headers } as Parameters<typeof said>[1];
  expect(said('DELETE users/{id}', answer)).toEqual({
    request: 'DELETE users/{id}',
    status: 204,
    requestId: 'r-1',
    words: null,
  });
});
