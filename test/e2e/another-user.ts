import { onTestFinished } from 'vitest';
import { startServer } from '../support/http-server.ts';

/** Somebody whom the Playground knows. */
export interface PlaygroundUser {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
  readonly email: string;
}

/** Stands between the Playground and the bot: the Playground has one user only, so that what somebody else presses is sent in their name. */
export interface AnotherUser {
  /** What the Playground takes for the bot. */
  readonly endpoint: string;
  /** Everything that is sent from now on is sent by this person; by the Playground's own user where it is `null`. */
  become(user: PlaygroundUser | null): void;
}

export async function anotherUser(bot: string): Promise<AnotherUser> {
  let sender: PlaygroundUser | null = null;
  const server = await startServer(async (request, response) => {
    // The Playground looks whether somebody is there.
    if (request.method !== 'POST') return response.writeHead(405).end();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const activity: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const answered = await fetch(bot, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sender === null ? activity : sentBy(sender, activity as object)),
    });
    const type = answered.headers.get('content-type');
    response
      .writeHead(answered.status, type === null ? {} : { 'content-type': type })
      .end(Buffer.from(await answered.arrayBuffer()));
  });
  onTestFinished(() => server.close());
  return {
    endpoint: `${server.origin}/api/messages`,
    become: (user) => {
      sender = user;
    },
  };
}

function sentBy({ id, name, aadObjectId }: PlaygroundUser, activity: object): object {
  return { ...activity, from: { id, name, aadObjectId } };
}
