import { z } from 'zod';
import { Address } from '../base/address.ts';
import { oneCredential } from '../oauth/one-credential.ts';
import { PrivateKey } from '../oauth/private-key.ts';

const Secret = z.string().trim().min(1);
/** GitHub shows numbers, and the environment gives them as text. */
const Shown = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const AppId = Shown.pipe(
  z.string().regex(/^[\w.]+$/, 'is not an App ID; write it as the settings of the app show it'),
);
const Digits = Shown.pipe(
  z.string().regex(/^\d+$/, 'is not a number; write the one at the end of the address of its settings'),
);
const Slug = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w-]*$/, 'is not a name; write it as in the address https://github.com/NAME');

/** Personal access tokens begin differently, except those of old Enterprise Servers. */
const Token = Secret.superRefine((token, context) => {
  const problem = TOKEN_KINDS.find(([prefix]) => token.startsWith(prefix))?.[1];
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

const TOKEN_KINDS: readonly (readonly [string, string])[] = [
  ['ghs_', 'is the token of an installation, which ends within the hour; set app in its place'],
  ['ghr_', 'is a refresh token; write a personal access token, which begins with ghp_ or github_pat_'],
  ['-----BEGIN', 'is a private key; write it under app, as privateKey'],
];

/** A GitHub App that is installed in the organization. */
const App = z.strictObject({
  /** The App ID. */
  id: AppId,
  /** The number at the end of the address of the installation's settings. */
  installation: Digits,
  privateKey: PrivateKey,
});

const oneWay = oneCredential({
  alone: 'token',
  together: { app: 'write the app' },
  none: 'write the personal access token of an owner, or app with id, installation and privateKey',
});

/** How GitHub is asked. */
export const GithubSettings = z
  .strictObject({
    /** The organization, as in `https://github.com/acme`. */
    org: Slug,
    /** The enterprise it belongs to, as in `https://github.com/enterprises/acme`: only with GitHub Enterprise Cloud. */
    enterprise: Slug.optional(),
    /** A personal access token of an owner of the organization. Leave it out when `app` is set. */
    token: Token.optional(),
    app: App.optional(),
    /** For GitHub Enterprise Server `https://HOST/api/v3`, with data residency `https://api.NAME.ghe.com`. */
    apiUrl: Address('https://api.github.com'),
    removal: z
      .strictObject({ token: Token.optional(), app: App.optional() })
      .superRefine(oneWay)
      .optional()
      .describe('a token or an app that may remove people; without it removal is a task for an admin'),
  })
  .superRefine(oneWay);

export type GithubSettings = z.infer<typeof GithubSettings>;
