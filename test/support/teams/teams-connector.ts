import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson, startServer, type TestServer } from '../http-server.ts';

export const TENANT = '72f988bf-0000-4000-8000-2d7cd011db47';

export interface Said {
  readonly conversation: string;
  readonly id: string;
  activity: Record<string, unknown>;
  /** The number of times it was edited. */
  edits: number;
}

/** How the connector fails the next request. `cut`: it carries the request out, then drops the connection. */
export type Fault = { readonly status: number; readonly headers?: Record<string, string> } | 'cut' | 'hang';

/** One request, as the connector would log it. */
export interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly activity: Readonly<Record<string, unknown>>;
  /** The message that was posted or edited; `null` when nothing was. */
  message: string | null;
}

/** The part of Teams' Bot Connector that matters here, over real HTTP: channels that accept posts and edits, and planned faults. */
export class TeamsConnector {
  readonly said: Said[] = [];
  readonly calls: ConnectorCall[] = [];
  readonly faults: Fault[] = [];
  /** People in the roster of Teams, by its own id, or the status it fails with. All others are members. */
  readonly members = new Map<string, Record<string, unknown> | number>();
  /** The roster of Teams answers once this resolves. */
  roster: Promise<void> = Promise.resolve();
  /** Conversations that reject every message, and the status they answer with. */
  readonly closed = new Map<string, number>();
  /** An address in the cloud under which it is known. */
  publicUrl: string | null = null;
  /** When set, it accepts every request and answers none. */
  silent = false;
  /** Asked about each post and edit as it arrives, before the planned faults; `null` lets it through. */
  chance: (call: ConnectorCall) => Fault | null = () => null;
  private count = 0;
  private readonly server: TestServer;

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async open(port = 0): Promise<TeamsConnector> {
    let connector: TeamsConnector | null = null;
    const server = await startServer((request, response) => {
      void bodyOf(request).then((body) => {
        const self = connector as TeamsConnector;
        const [, conversation = '', id] =
          /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/
            .exec(request.url ?? '')
            ?.map(decodeURIComponent) ?? [];
        const call: ConnectorCall = {
          method: request.method ?? '',
          path: request.url ?? '',
          authorization: request.headers.authorization ?? null,
          activity: body,
          message: null,
        };
        self.calls.push(call);
        if (self.silent) return void request.socket.destroy();
        if (request.method === 'GET') return self.roster.then(() => self.answerMember(request, response));
        const fault = self.chance(call) ?? self.faults.shift();
        if (fault === 'hang') return;
        if (fault !== undefined && fault !== 'cut') {
          response.writeHead(fault.status, fault.headers ?? {}).end('<html>no</html>');
          return;
        }
        const shut = self.closed.get(conversation.split(';')[0] ?? '');
        if (shut !== undefined)
          return sendJson(response, { error: { code: 'BotNotInConversationRoster' } }, shut);
        const known = self.said.find(
          (one) => one.id === id && conversation.startsWith(one.conversation.split(';')[0] ?? ''),
        );
        if (request.method === 'PUT' && known === undefined)
          return sendJson(response, { error: { code: 'ActivityNotFoundInConversation' } }, 404);
        if (known !== undefined) {
          known.activity = body;
          known.edits++;
        } else self.said.push({ conversation, id: `a${++self.count}`, activity: body, edits: 0 });
        call.message = known?.id ?? `a${self.count}`;
        if (fault === 'cut') return void request.socket.destroy();
        sendJson(response, { id: call.message }, 201);
      });
    }, port);
    connector = new TeamsConnector(server);
    return connector;
  }

  private answerMember({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const id = decodeURIComponent(/^\/v3\/conversations\/[^/]+\/members\/([^/]+)$/.exec(url)?.[1] ?? '');
    const known = this.members.get(id) ?? {};
    if (typeof known === 'number') sendJson(response, { error: { code: 'NotNow' } }, known);
    else sendJson(response, { id, name: 'Somebody', userRole: 'user', tenantId: TENANT, ...known });
  }

  /** Where it says that it is. */
  get serviceUrl(): string {
    return this.publicUrl ?? this.ownUrl;
  }

  get ownUrl(): string {
    return `${this.server.origin}/`;
  }

  /** The messages in a conversation, including its threads. */
  in(conversation: string): readonly Said[] {
    return this.said.filter((one) => one.conversation.split(';')[0] === conversation);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}

export function cardOf(said: Said | undefined): Record<string, unknown> {
  const [attachment] = (said?.activity.attachments ?? []) as { content: Record<string, unknown> }[];
  if (attachment === undefined) throw new Error('no card was posted');
  return attachment.content;
}
