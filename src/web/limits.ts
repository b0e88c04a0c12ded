/** How much of a connection a stranger may take. All times in milliseconds. */
export interface WebLimits {
  /** Until all headers have arrived. */
  readonly headersMs: number;
  /** Until the whole request has arrived. */
  readonly requestMs: number;
  /** How long an open connection may stay without a request. */
  readonly idleMs: number;
  /** How often the first two are looked at. */
  readonly lookMs: number;
  readonly connections: number;
  readonly headerBytes: number;
  /** The largest body that nobody asked for, or that is announced before it is sent. */
  readonly bodyBytes: number;
}

export const WEB_LIMITS: WebLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  // Longer than the load balancers' usual 60 seconds: they would send a request on a connection that is being closed.
  idleMs: 65_000,
  lookMs: 2_000,
  connections: 1_000,
  headerBytes: 16_384,
  bodyBytes: 2_000_000,
};

/**
 * Of every answer. None is a page to look at, and none may be kept by a cache. Strict-Transport-Security is for the proxy that ends TLS.
 */
export const WEB_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
