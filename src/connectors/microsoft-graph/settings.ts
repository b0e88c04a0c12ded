import { z } from 'zod';
import { oneCredential } from '../oauth/one-credential.ts';
import { belongTogether, Certificate, PrivateKey } from '../oauth/private-key.ts';

/** The addresses of one of Microsoft's clouds. */
export interface Cloud {
  readonly login: string;
  readonly graph: string;
  /** Whether it has the usage reports: only the global one documents them. */
  readonly reports: boolean;
  /** Whether its consoles are those of the global one: the addresses of the pages in others are not known. */
  readonly usualConsoles: boolean;
}

export const CLOUD_NAMES = ['global', 'usgov', 'usgov-dod', 'china'] as const;

/** https://learn.microsoft.com/graph/deployments; GCC is in the global cloud, GCC High in `usgov`. */
export const CLOUDS: Readonly<Record<(typeof CLOUD_NAMES)[number], Cloud>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    reports: true,
    usualConsoles: true,
  },
  usgov: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    reports: false,
    usualConsoles: false,
  },
  'usgov-dod': {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    reports: false,
    usualConsoles: false,
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    reports: false,
    usualConsoles: false,
  },
};

const Text = z.string().trim().min(1);

/** Names that mean any tenant; a token for one of them is useless. */
const NOT_A_TENANT = /^(?:common|organizations|consumers)$/i;
/** A domain, or an id like `9a3d526c-b3c1-4479-ba74-197b5c5751ae`. */
const TENANT = /^[\w-]+(?:\.[\w-]+)*$/;

/** A server, or a path of one behind a proxy, with or without the version that all addresses of Graph have. */
const Base = z.url({ protocol: /^https?$/ }).transform((text) => {
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/(?:\/v1\.0)?\/*$/, '')}`;
});

/** How Microsoft Graph is asked: the settings that accounts and people have in common. */
export const GraphServer = z.strictObject({
  /** The tenant's id, or one of its domains: `acme.onmicrosoft.com`. */
  tenant: Text.refine((tenant) => TENANT.test(tenant) && !NOT_A_TENANT.test(tenant), {
    message: 'is not a tenant; write the Directory (tenant) ID or a domain of the tenant',
  }),
  /** The Application (client) ID of the app registration. */
  clientId: Text,
  /** The value of a client secret. Leave it out when `certificate` and `privateKey` are set. */
  clientSecret: Text.optional(),
  certificate: Certificate.optional(),
  privateKey: PrivateKey.optional(),
  /** The national cloud that the tenant is in. */
  cloud: z.enum(CLOUD_NAMES).default('global').describe('the national cloud that the tenant is in'),
  /** Replaces the cloud's own address of Microsoft Graph. */
  apiUrl: Base.optional(),
  /** Replaces the cloud's own address for tokens. */
  loginUrl: Base.optional(),
});

export type GraphServer = z.infer<typeof GraphServer>;

const oneWay = oneCredential({
  alone: 'clientSecret',
  together: {
    certificate: 'write the certificate that is uploaded in the app registration',
    privateKey: 'write the private key that the certificate was made with, from the environment',
  },
  none: 'write a client secret, or certificate and privateKey',
});

/** Exactly one kind of credential, and a certificate with its own key. */
export function oneGraphCredential(
  server: Pick<GraphServer, 'clientSecret' | 'certificate' | 'privateKey'>,
  context: Parameters<typeof oneWay>[1],
): void {
  oneWay(server, context);
  const { certificate, privateKey } = server;
  if (certificate === undefined || privateKey === undefined || matching(certificate, privateKey)) return;
  const message = 'was not made with this privateKey; write the two that belong together';
  context.addIssue({ code: 'custom', path: ['certificate'], message });
}

function matching(certificate: string, privateKey: string): boolean {
  try {
    return belongTogether(certificate, privateKey);
  } catch {
    // One of them is invalid, which is reported elsewhere.
    return true;
  }
}

/** Another app registration of the same tenant, which may change users. */
export const GraphWriting = GraphServer.pick({
  clientId: true,
  clientSecret: true,
  certificate: true,
  privateKey: true,
})
  .superRefine(oneGraphCredential)
  .optional()
  .describe('an app registration that may change users; without it removal is a task for an admin');

/** Who is listed depends on these, besides rights: whom a token of another app registration sees is not known. */
export function identityOf({ tenant, clientId, cloud, apiUrl }: GraphServer): readonly unknown[] {
  return [tenant, clientId, cloud, apiUrl];
}

/** The tenant as it is written to. */
export function writtenTo(server: GraphServer, writing: z.infer<typeof GraphWriting>): GraphServer | null {
  if (writing === undefined) return null;
  const {
    clientId: _id,
    clientSecret: _secret,
    certificate: _certificate,
    privateKey: _key,
    ...where
  } = server;
  return { ...where, ...writing };
}
