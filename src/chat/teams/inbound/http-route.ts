import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { RejectionReason } from '../../../domain/rejected-request.ts';
import type { Route } from '../../../web/server.ts';
import { isServiceUrl } from '../rest/service-url.ts';
import type { Door } from './bot.ts';
import type { InvokeBody } from './invoke-answer.ts';
import { strangeBearer } from './token-issuer.ts';

export interface RouteOptions {
  /** `null` before the platform is started and after it was stopped. */
  readonly door: () => Door | null;
  /** The one tenant that is answered; `null` in local mode. */
  readonly tenant: string | null;
  /** An activity that was let in. What it returns answers an invoke. */
  readonly take: (activity: unknown) => Promise<InvokeBody | null>;
  readonly onRefused: (reason: RejectionReason, why: string) => void;
}

const PATH = '/api/messages';
/** The largest activity of Teams', a form with everything filled in, is far below. */
const BODY_LIMIT = 1_000_000;

/** Where the Bot Connector calls: nothing is looked at that it did not sign for us and for our tenant. */
export function messagesRoute({ door, tenant, take, onRefused }: RouteOptions): Route {
  return {
    method: 'POST',
    path: PATH,
    async answer(request, response) {
      const leave = (status: number) => {
        response.writeHead(status, { connection: 'close' }).end();
        request.resume();
      };
      const refuse = (status: number, reason: RejectionReason, why: string) => {
        onRefused(reason, why);
        leave(status);
      };
      const open = door();
      if (open === null) return leave(503);
      // A page in a browser on this machine cannot send this type without asking first.
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        return refuse(415, 'malformed', 'it was not JSON');
      const bearer = request.headers.authorization ?? '';
      // Nobody fills our memory before they show at least what looks like a token.
      const strange = tenant === null ? null : strangeBearer(bearer);
      if (strange !== null) return refuse(401, bearer === '' ? 'no-token' : 'token', strange);
      const body = await bodyOf(request);
      if (body === null) return refuse(413, 'too-large', 'it was larger than anything Teams sends');
      const activity = Outer.safeParse(parsed(body));
      if (!activity.success) return refuse(400, 'malformed', 'it was no activity');
      const { channelId, serviceUrl } = activity.data;
      if (channelId !== 'msteams') return refuse(403, 'malformed', 'it did not come through Teams');
      if (!isServiceUrl(serviceUrl, tenant === null))
        return refuse(403, 'malformed', 'it names a service address that is not Teams');
      const why = await open.refuses(bearer, activity.data);
      if (why !== null) return refuse(401, bearer === '' ? 'no-token' : 'token', why);
      if (tenant !== null && tenantsOf(activity.data).some((other) => other !== tenant.toLowerCase()))
        return refuse(403, 'elsewhere', 'it came from another tenant');
      return send(response, activity.data.type === 'invoke', await take(activity.data));
    },
  };
}

function send(response: ServerResponse, invoke: boolean, body: InvokeBody | null): void {
  if (body === null) response.writeHead(invoke ? 501 : 202).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const Tenant = z.object({ id: z.string() }).nullish().catch(null);
const Outer = z.looseObject({
  type: z.string(),
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ tenantId: z.string().nullish() }).nullish(),
  channelData: z.looseObject({ tenant: Tenant }).nullish(),
});

/** Wherever it is said: one that is not said anywhere is nobody's. */
function tenantsOf({ conversation, channelData }: z.infer<typeof Outer>): readonly string[] {
  const said = [conversation?.tenantId, channelData?.tenant?.id].filter((id) => id != null && id !== '');
  return said.length === 0 ? ['none'] : said.map((id) => String(id).toLowerCase());
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
