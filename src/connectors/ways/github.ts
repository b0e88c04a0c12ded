import type { Question, Way } from './way.ts';

const ORG: Question = { key: 'org', what: 'the name of the organization on GitHub', example: 'acme' };
const ENTERPRISE: Question = {
  key: 'enterprise',
  what: 'the name of the enterprise it belongs to, with GitHub Enterprise Cloud',
  example: 'acme-inc',
  optional: true,
};

const API_URL: Question = {
  key: 'apiUrl',
  what: 'the address of the API, with GitHub Enterprise Server',
  example: 'https://github.acme.example/api/v3',
  optional: true,
};

export const GITHUB_WAYS: readonly Way[] = [
  {
    name: 'with a GitHub App that is installed in the organization',
    questions: [
      ORG,
      ENTERPRISE,
      API_URL,
      {
        key: 'app.id',
        what: 'the App ID',
        example: '1234567',
        where: 'https://docs.github.com/apps/creating-github-apps',
      },
      {
        key: 'app.installation',
        what: "the number at the end of the address of the installation's settings",
        example: '45678901',
      },
      {
        key: 'app.privateKey',
        what: 'the path of the file with a private key of the app (PEM)',
        kind: 'secret-file',
      },
    ],
  },
  {
    name: 'with a personal access token of an owner',
    questions: [
      ORG,
      ENTERPRISE,
      API_URL,
      { key: 'token', what: 'the token', where: 'https://github.com/settings/tokens', kind: 'secret' },
    ],
  },
];
