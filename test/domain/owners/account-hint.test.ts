import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { accountHint } from '../../../src/domain/owners/account-hint.ts';
import { account } from '../../support/build.ts';

describe('accountHint', () => {
  const hint = (facts: Partial<Account>) => accountHint(account(facts));

  it.each<readonly [string, string]>([
    ['it-team@acme.example', 'group-alias'],
    ['info@acme.example', 'group-alias'],
    ['berlin.sales@acme.example', 'group-alias'],
    ['room-4.12@acme.example', 'room'],
    ['raum_berlin@acme.example', 'room'],
    ['svc-export@acme.example', 'service'],
    ['github.bot@acme.example', 'service'],
    ['noreply@acme.example', 'service'],
    ...[
      'accounting',
      'reception',
      'buchhaltung',
      'empfang',
      'vertrieb2',
      'comptabilite',
      'comptabilité',
      'accueil',
      'ventes',
      'contabilidad',
      'recepción',
      'ventas',
    ].map((word) => [`${word}@acme.example`, 'group-alias'] as const),
    ...['besprechung-1', 'besprechung1', 'salle-2', 'sala3', 'réunion', 'reunion.madrid'].map(
      (word) => [`${word}@acme.example`, 'room'] as const,
    ),
    ...['drucker', 'drucker-2', 'imprimante01', 'impresora'].map(
      (word) => [`${word}@acme.example`, 'printer'] as const,
    ),
    ['testuser@acme.example', 'test'],
    ['testuser3@acme.example', 'test'],
  ])('%s looks like %s', (email, what) => {
    expect(hint({ emails: [email] })).toBe(what);
  });

  it.each([
    'ana.smith@acme.example',
    'broom@acme.example',
    'abbott@acme.example',
    'alice@team.example',
    'marketa@acme.example',
    'peter.drucker@acme.example',
    'maria.sala@acme.example',
    'salamanca@acme.example',
    'empfanger@acme.example',
    'j.druckermann@acme.example',
    'ventura@acme.example',
    'testa@acme.example',
    'julia.reuniona@acme.example',
  ])('%s looks like a person', (email) => {
    expect(hint({ emails: [email] })).toBeNull();
  });

  it('trusts the app before the address', () => {
    const emails = ['info@acme.example'];
    expect(hint({ emails, kind: 'guest' })).toBe('guest');
    expect(hint({ emails, kind: 'bot' })).toBe('bot');
    expect(hint({ emails, kind: 'service' })).toBe('service');
    expect(hint({ emails, kind: 'shared' })).toBe('shared');
  });

  it('looks at the username where there is no address', () => {
    expect(hint({ username: 'ci-deploy' })).toBe('service');
    expect(hint({ emails: ['ana@acme.example'], username: 'ci-deploy' })).toBeNull();
    expect(hint({})).toBeNull();
  });

  it('is not misled by capitals in a username', () => {
    expect(hint({ username: 'CI-Deploy' })).toBe('service');
  });
});
