import express4, { type Application } from 'express';
import express5 from 'express5';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { startServer, type TestServer } from './http-server.ts';

export const SCIM_TOKEN = 'scim-token-5f2a91c07b';

interface ScimmyServer extends TestServer {
  readonly baseUrl: string;
  readonly users: Map<string, Record<string, unknown>>;
}

/** SCIMMY, an independent SCIM 2.0 server. With Express 5 it ignores startIndex and count. */
export async function startScimmy(express: 4 | 5, count: number): Promise<ScimmyServer> {
  const users = new Map(
    Array.from({ length: count }, (_, index) => userAt(index)).map((user) => [user.id, user]),
  );
  declareUsers(users as Map<string, Record<string, unknown>>);
  const app: Application = express === 4 ? express4() : express5();
  app.use('/scim', new SCIMMYRouters({ type: 'bearer', handler: authenticate }));
  const server = await startServer(app);
  return {
    ...server,
    baseUrl: `${server.origin}/scim`,
    users: users as Map<string, Record<string, unknown>>,
  };
}

function userAt(index: number) {
  const id = String(1000 + index);
  return {
    id,
    userName: `user${index}@acme.co`,
    displayName: `User ${index}`,
    active: index % 7 !== 6,
    emails: [{ value: `Alias${index}@acme.co` }, { value: `User${index}@ACME.co`, primary: true }],
  };
}

function authenticate(request: { header(name: string): string | undefined }): string {
  if (request.header('authorization') !== `Bearer ${SCIM_TOKEN}`) throw new Error('Wrong token');
  return 'seatkeeper';
}

interface Asked {
  readonly id?: string;
}

function declareUsers(users: Map<string, Record<string, unknown>>): void {
  const found = (id: string) => {
    const user = users.get(id);
    if (user === undefined) throw new SCIMMY.Types.Error(404, '', `User ${id} not found`);
    return user;
  };
  SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    egress: (resource: Asked) => (resource.id ? found(resource.id) : [...users.values()]),
    ingress: (resource: Asked, data: unknown) => {
      const user = { ...found(resource.id ?? ''), ...JSON.parse(JSON.stringify(data)) };
      users.set(resource.id ?? '', user);
      return user;
    },
    degress: (resource: Asked) => {
      found(resource.id ?? '');
      users.delete(resource.id ?? '');
    },
  });
}
