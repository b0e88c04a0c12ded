import { z } from 'zod';
import { Id } from '../base/id.ts';
import { type ApiOptions, createApi } from '../http/http.ts';
import type { Secrets } from '../http/secrets.ts';
import { signAssertion } from '../oauth/assertion.ts';
import type { FetchedToken } from '../oauth/token.ts';
import { GITHUB_APP_ANSWERS } from './answers.ts';
import type { GithubSettings } from './settings.ts';

/** GitHub allows ten minutes. */
const JWT_SECONDS = 540;

const Installation = z.object({
  account: z.object({ id: Id, login: z.string().nullish(), slug: z.string().nullish() }).nullish(),
  permissions: z.record(z.string(), z.string()).nullish(),
  suspended_at: z.string().nullish(),
});
type Installation = z.infer<typeof Installation>;

const Token = z.object({ token: z.string().min(1), expires_at: z.string() });

/** The requests that a GitHub App makes in its own name. */
export interface AppApi {
  readonly installationId: string;
  /** Where it is installed, and what it was granted there. */
  installation(): Promise<Installation>;
  /** A token for the installation, valid for an hour. */
  token(): Promise<FetchedToken>;
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
export function appApi(
  { id, installation, privateKey }: NonNullable<GithubSettings['app']>,
  asked: Omit<ApiOptions, 'secrets'> & { readonly secrets: Secrets },
): AppApi {
  const { io, secrets } = asked;
  const api = createApi({ ...asked, vendor: GITHUB_APP_ANSWERS });
  const path = `app/installations/${installation}`;

  async function signed(): Promise<{ authorization: string }> {
    const jwt = await signAssertion(io, { privateKey, claims: { iss: id }, seconds: JWT_SECONDS });
    secrets.add(jwt);
    return { authorization: `Bearer ${jwt}` };
  }

  return {
    installationId: installation,
    async installation() {
      return (await api.send(path, { method: 'GET', headers: await signed() })).json(Installation);
    },
    async token() {
      const headers = await signed();
      const answer = await api.send(`${path}/access_tokens`, { method: 'POST', headers, idempotent: true });
      const { token, expires_at } = answer.json(Token);
      const seconds = (Date.parse(expires_at) - io.now().getTime()) / 1000;
      return { token, expiresIn: seconds > 0 ? seconds : 3600 };
    },
  };
}
