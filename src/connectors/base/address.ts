import { z } from 'zod';

/** The address of a vendor's API, `usual` unless somebody sets another one (a national cloud, a proxy). Without a path, it gets the usual one. */
export function Address(usual: string) {
  const { pathname } = new URL(usual);
  return z
    .url({ protocol: /^https?$/ })
    .default(usual)
    .transform((url) => {
      const { origin, pathname: path } = new URL(url);
      return `${origin}${path === '/' ? pathname : path}`.replace(/\/+$/, '');
    });
}
