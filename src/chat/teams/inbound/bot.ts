import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity } from 'botbuilder';
import { bearerProblem, ISSUER } from './token-issuer.ts';

/** How Teams reaches us and we reach Teams. */
export type TeamsAccess =
  | { readonly mode: 'cloud'; readonly appId: string; readonly appSecret: string; readonly tenantId: string }
  /** No authentication: for the Playground on this machine. */
  | { readonly mode: 'local'; readonly appId: string | null };

/** Authenticates the requests that come in, and those we send. */
export interface Door {
  /** Why this request is rejected; `null` when the Bot Connector signed it for us. */
  rejects(authorization: string, activity: unknown): Promise<string | null>;
  /** For the Authorization header; `null` if none is needed. Rejects when Entra does not give one. */
  token(): Promise<string | null>;
}

export interface KeySource {
  /** Where the Bot Connector publishes its keys, when that is not Microsoft's own address. */
  readonly openIdUrl?: string;
}

const AUDIENCE = 'https://api.botframework.com';
const OPEN_ID = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const EMULATOR_OPEN_ID =
  'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** Loads the SDK, which takes a second: only the service opens a door. */
export async function openDoor(access: TeamsAccess, { openIdUrl = OPEN_ID }: KeySource = {}): Promise<Door> {
  if (access.mode === 'local') return { rejects: async () => null, token: async () => null };
  const { appId, appSecret, tenantId } = access;
  // With an empty id the SDK lets everyone in.
  for (const [name, value] of Object.entries({ appId, appSecret, tenantId }))
    if (value.trim() === '') throw new Error(`the Teams bot cannot be opened without its ${name}`);
  const { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } =
    await sdk();
  const credentials = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appSecret,
    MicrosoftAppTenantId: tenantId,
  });
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: EMULATOR_OPEN_ID,
      ToChannelFromBotLoginUrl: LOGIN,
      ToChannelFromBotOAuthScope: AUDIENCE,
      OAuthUrl: AUDIENCE,
      ValidateAuthority: true,
    },
    credentials,
  );
  let ours: Promise<{ getToken(): Promise<string> }> | null = null;
  return {
    async rejects(authorization, activity) {
      const problem = bearerProblem(authorization);
      if (problem !== null) return problem;
      try {
        const { claimsIdentity } = await quietly.run(true, () =>
          authentication.authenticateRequest(activity as Activity, authorization),
        );
        return claimsIdentity.isAuthenticated && claimsIdentity.getClaimValue('iss') === ISSUER
          ? null
          : 'its token proves nothing';
      } catch (error) {
        return `its token is not valid (${(error instanceof Error ? error.message : String(error)).slice(0, 120)})`;
      }
    },
    async token() {
      ours ??= credentials.createCredentials(appId, AUDIENCE, LOGIN, true) as unknown as Promise<{
        getToken(): Promise<string>;
      }>;
      const key = await ours;
      return quietly.run(true, () => key.getToken());
    },
  };
}

async function sdk() {
  silence();
  const loaded = await import('botbuilder');
  return loaded.default ?? loaded;
}

/** Set while the SDK runs a call of ours, through all of its callbacks. */
const quietly = new AsyncLocalStorage<true>();
let silenced = false;

/**
 * With every rejected request, `JwtTokenExtractor` writes errors about tokens and the keys it knows to the console, where secrets
 * are not hidden. Our own log has why a request was rejected, so the console output of the SDK is dropped.
 */
function silence(): void {
  if (silenced) return;
  silenced = true;
  const { console: output } = globalThis;
  for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    const print = output[level].bind(output);
    output[level] = (...args: unknown[]) => {
      if (quietly.getStore() !== true) print(...args);
    };
  }
}
