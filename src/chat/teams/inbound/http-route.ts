import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { RejectionReason } from '../../../domain/rejected-request.ts';
import type { Route } from '../../../web/server.ts';
import { isServiceUrl } from '../rest/service-url.ts';
import type { Door } from './bot.ts';
import type { InvokeBody } from './invoke-answer.ts';
import { bearerProblem } from './token-issuer.ts';

export interface RouteOptions {
  /** `null` before the platform is started and after it was stopped. */
  readonly door: () => Door | null;
  /** The only tenant that is answered; `null` in local mode. */
  readonly tenant: string | null;
  /** An activity that was let in. What it returns answers an invoke. */
  readonly take: (activity: unknown) => Promise<InvokeBody | null>;
  readonly onRejected: (reason: RejectionReason, why: string) => void;
}

const PATH = '/api/messages';
/** Far more than Teams' largest activity, a form with every field filled in. */
const BODY_LIMIT = 1_000_000;

/** The route the Bot Connector calls. Only requests that it signed for this bot and this tenant are handled. */
export function messagesRoute({ door, tenant, take, onRejected }: RouteOptions): Route {
  return {
    method: 'POST',
    path: PATH,
    async answer(request, response) {
      const respond = (status: number) => {
        response.writeHead(status, { connection: 'close' }).end();
        request.resume();
      };
      const reject = (status: number, reason: RejectionReason, why: string) => {
        onRejected(reason, why);
        respond(status);
      };
      const open = door();
      if (open === null) return respond(503);
      // A page in a browser on this machine cannot send this type without a preflight request.
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        return reject(415, 'malformed', 'it was not JSON');
      const bearer = request.headers.authorization ?? '';
      // Without something that looks like a token the body is not read, so that nobody can fill our memory.
      const problem = tenant === null ? null : bearerProblem(bearer);
      if (problem !== null) return reject(401, bearer === '' ? 'no-token' : 'token', problem);
      const body = await bodyOf(request);
      if (body === null) return reject(413, 'too-large', 'it was larger than anything Teams sends');
      const activity = Outer.safeParse(parsed(body));
      if (!activity.success) return reject(400, 'malformed', 'it was not an activity');
      const { channelId, serviceUrl } = activity.data;
      if (channelId !== 'msteams') return reject(403, 'malformed', 'it did not come through Teams');
      if (!isServiceUrl(serviceUrl, tenant === null))
        return reject(403, 'malformed', "it names a service address that is not Teams'");
      const why = await open.rejects(bearer, activity.data);
      if (why !== null) return reject(401, bearer === '' ? 'no-token' : 'token', why);
      if (tenant !== null && tenantsOf(activity.data).some((other) => other !== tenant.toLowerCase()))
        return reject(403, 'elsewhere', 'it came from another tenant');
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

/** The tenants an activity names, wherever it does; `none` when it names none, which matches no tenant. */
function tenantsOf({ conversation, channelData }: z.infer<typeof Outer>): readonly string[] {
  const named = [conversation?.tenantId, channelData?.tenant?.id].filter((id) => id != null && id !== '');
  return named.length === 0 ? ['none'] : named.map((id) => String(id).toLowerCase());
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
