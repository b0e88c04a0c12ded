import https from 'node:https';
import * as tls from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type CompanyNetwork, trustedCas } from './dial.ts';

/**
 * Sends requests that an SDK makes through node:https via the company's proxy and with its CA, if the SDK offers no setting for that. Our
 * own requests use `dial.ts`.
 */
export function routeNodeRequests(network: CompanyNetwork): void {
  // node:https looks into its default export for it.
  https.globalAgent = companyAgent(network) ?? https.globalAgent;
}

/** The agent that does this for one SDK; `null` if the network needs nothing special. */
export function companyAgent({ ca = null, proxies = null }: CompanyNetwork): https.Agent | null {
  const trust = ca === null ? {} : { ca: trustedCas(ca) };
  const proxy = proxies?.https ?? null;
  if (proxy !== null) return new CompanyAgent(proxy, trust, proxies?.no ?? '');
  return ca === null ? null : new https.Agent({ keepAlive: true, ...trust });
}

class CompanyAgent extends HttpsProxyAgent<string> {
  readonly #direct: readonly string[];
  readonly #trust: { ca?: string[] };

  constructor(proxy: string, trust: { ca?: string[] }, no: string) {
    super(proxy, trust);
    this.#trust = trust;
    this.#direct = no
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((rule) => rule !== '');
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    const { host = '', port } = options;
    // The library trusts these CAs for the proxy, but not for the server behind it.
    const trusting = { ...options, ...this.#trust };
    if (!isAmong(this.#direct, host ?? '', port)) return super.connect(request, trusting);
    return tls.connect({ ...(trusting as tls.ConnectionOptions), servername: host ?? '' });
  }
}

/** `acme.example` and `.acme.example` mean the host and all below it, as for curl; `*` means every host. */
function isAmong(rules: readonly string[], host: string, port: unknown): boolean {
  return rules.some((rule) => {
    const [, name = rule, only] = /^(.+):(\d+)$/.exec(rule) ?? [];
    if (only !== undefined && Number(only) !== Number(port)) return false;
    const bare = name.replace(/^\*?\./, '');
    return name === '*' || host.toLowerCase() === bare || host.toLowerCase().endsWith(`.${bare}`);
  });
}
