/** Where a cloud of Microsoft's is asked. */
export interface Cloud {
  readonly login: string;
  readonly graph: string;
  /** Whether it has the usage reports: only the global one documents them. */
  readonly reports: boolean;
}

export const CLOUD_NAMES = ['global', 'usgov', 'usgov-dod', 'china'] as const;

/** https://learn.microsoft.com/graph/deployments; GCC is in the global cloud, GCC High in `usgov`. */
export const CLOUDS: Readonly<Record<(typeof CLOUD_NAMES)[number], Cloud>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    reports: true,
  },
  usgov: { login: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us', reports: false },
  'usgov-dod': {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    reports: false,
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    reports: false,
  },
};
