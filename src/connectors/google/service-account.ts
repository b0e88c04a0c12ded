import { z } from 'zod';
import { PrivateKey } from '../oauth/private-key.ts';

/** The JSON key of a service account, as the Google Cloud console gives it: https://cloud.google.com/iam/docs/keys-create-delete */
export interface ServiceAccount {
  readonly email: string;
  readonly privateKey: string;
  readonly keyId: string | null;
  /** The number by which domain-wide delegation knows it. */
  readonly clientId: string | null;
  /** The address that the key names for tokens. */
  readonly tokenUrl: string | null;
  /** The whole key as it was written. */
  readonly text: string;
}

const Text = z.string().trim().min(1);

const Key = z.object({
  client_email: Text,
  private_key: PrivateKey,
  private_key_id: Text.nullish(),
  client_id: Text.nullish(),
  token_uri: z.url().nullish(),
});

/** The whole JSON key, on one line or several. */
export const ServiceAccountKey = z.string().transform((text, context): ServiceAccount => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const json = jsonIn(text);
  if (json === null) return refuse(whatItIs(text));
  const wrong = WRONG_KINDS.find(({ has }) => has in json || json.type === has);
  if (wrong !== undefined) return refuse(`is ${wrong.is}; ${MAKE_ONE}`);
  const key = Key.safeParse(json);
  if (!key.success) {
    const [issue] = key.error.issues;
    const name = String(issue?.path[0]);
    const problem = name in json ? issue?.message : 'is missing';
    return refuse(`is a JSON key whose ${name} ${problem}; write the whole file as Google gave it`);
  }
  const { client_email, private_key, private_key_id, client_id, token_uri } = key.data;
  return {
    email: client_email,
    privateKey: private_key,
    keyId: private_key_id ?? null,
    clientId: client_id ?? null,
    tokenUrl: token_uri ?? null,
    text,
  };
});

const MAKE_ONE =
  'make a JSON key of a service account in the Google Cloud console, under IAM > Service accounts > Keys';

/** Files that are downloaded by mistake instead, recognised by a key that only they have. */
const WRONG_KINDS: readonly { readonly has: string; readonly is: string }[] = [
  { has: 'installed', is: 'the OAuth client of a desktop app' },
  { has: 'web', is: 'the OAuth client of a web app' },
  { has: 'authorized_user', is: 'the sign-in of a person (authorized_user)' },
  { has: 'external_account', is: 'a workload identity (external_account), which holds no key' },
];

/** Some environments turn the `\n` of the private key into line breaks, which JSON text must not contain. */
function jsonIn(text: string): Record<string, unknown> | null {
  return parsed(text) ?? parsed(text.replaceAll(/"[^"]*"/g, (quoted) => quoted.replaceAll(/\r?\n/g, '\\n')));
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function whatItIs(text: string): string {
  if (/^[\w./~\\: -]{1,300}\.json$/.test(text.trim()))
    return 'is the name of a file; write what the file holds, from an environment variable';
  if (text.includes('PRIVATE KEY-----') && !text.trim().startsWith('{'))
    return 'is only the private key; write the whole JSON file that holds it';
  return 'is not JSON; write the whole JSON key of the service account, from its first { to its last }';
}
