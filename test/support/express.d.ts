// Only the parts the SCIM test server uses; Express 4 and 5 come without types.
declare module 'express' {
  import type { RequestListener } from 'node:http';

  export interface Request {
    header(name: string): string | undefined;
  }
  export class Router {}
  export interface Application extends RequestListener {
    use(...handlers: unknown[]): void;
  }
  function express(): Application;

  // biome-ignore lint/style/noDefaultExport: this is how Express exports it
  export { express as default };
}

declare module 'express5' {
  export { default } from 'express';
}
