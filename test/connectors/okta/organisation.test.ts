import { expect, it } from 'vitest';
import { isOtherOrganisation } from '../../../src/connectors/okta-api/organisation.ts';

it.each([
  ['acme.okta.com', 'acme.okta.com', false],
  ['Acme-admin.okta.com', 'acme.okta.com', false],
  ['other.okta.com', 'acme.okta.com', true],
  ['acme.oktapreview.com', 'acme.okta.com', true],
  ['login.acme.example', 'acme.okta.com', false],
  ['acme.okta.com', 'login.acme.example', false],
])('%s beside %s: another organisation is %s', (one, other, expected) => {
  expect(isOtherOrganisation(one, other)).toBe(expected);
});
