import type { Question, Way } from './way.ts';

const REGISTER = 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app';

const REGISTRATION: readonly Question[] = [
  {
    key: 'tenant',
    what: 'the Directory (tenant) ID of your tenant, or one of its domains',
    example: 'acme.onmicrosoft.com',
    where: REGISTER,
  },
  {
    key: 'clientId',
    what: 'the Application (client) ID of the app registration',
    example: '0785ef7c-2d7a-4542-b048-95bcab406e0b',
    where: REGISTER,
  },
  {
    key: 'cloud',
    what: 'the national cloud of the tenant, where it is in one: usgov, usgov-dod or china',
    example: 'usgov',
    optional: true,
  },
];

/** Microsoft 365 and Entra are asked alike. */
export const MICROSOFT_WAYS: readonly Way[] = [
  {
    name: 'with a certificate, which Microsoft recommends',
    questions: [
      ...REGISTRATION,
      {
        key: 'certificate',
        what: 'the path of the file with the certificate that is uploaded in the app registration (PEM)',
        kind: 'secret-file',
      },
      {
        key: 'privateKey',
        what: 'the path of the file with the private key of that certificate (PEM)',
        kind: 'secret-file',
      },
    ],
  },
  {
    name: 'with a client secret',
    questions: [
      ...REGISTRATION,
      {
        key: 'clientSecret',
        what: 'the value of a client secret of the app registration, not its ID',
        where: REGISTER,
        kind: 'secret',
      },
    ],
  },
];
