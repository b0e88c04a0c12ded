import { expect, it } from 'vitest';
import { connectors } from '../../../src/connectors/registry.ts';
import type { Context } from '../../../src/flows/context.ts';
import { neededRights } from '../../../src/flows/overview/look-at-connection.ts';

const context = { dependencies: { connectors } } as unknown as Context;

it('an app by a token is told what the token needs, and one by an app what that is granted', () => {
  const rights = (connector: string, settings: object) => neededRights(context, { connector, settings });
  expect(rights('okta', { token: 'secret' })).toEqual(['Read-Only Administrator']);
  expect(rights('okta', { clientId: '0oa1', privateKey: 'key' })).toContain('okta.users.read');
  expect(rights('github', { token: 'secret' })).toEqual(['read:org']);
  expect(rights('github', { app: {} })).toEqual(['Members: read-only']);
});
