import { createHash, timingSafeEqual } from 'node:crypto';
import type { Route } from './server.ts';

/** The route for those alone who send `Authorization: Bearer <token>`; others get 401. */
export function behindToken(token: string, route: Route): Route {
  const wanted = hash(token);
  return {
    ...route,
    answer: (request, response) => {
      const [, sent = ''] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
      // Hashes have one length, and comparing them tells nothing about how much of a guess was right.
      if (timingSafeEqual(hash(sent), wanted)) return route.answer(request, response);
      response.writeHead(401, { 'content-type': 'text/plain', 'www-authenticate': 'Bearer' });
      response.end();
    },
  };
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
