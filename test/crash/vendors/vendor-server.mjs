import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listsAt, PAGE } from './vendor-script.mjs';

/** A client has few connections to one host at a time, so there are several. */
const HOSTS = 8;
/** Answers after so many milliseconds at most, so that the order of answers is another one each time. */
const LATEST_MS = 3;

/**
 * The servers of all companies of a run: a header names the directory of the one that asks, and each answers as of the step that the directory has reached.
 * Answers come in another order each time. `watch` calls back at each request of a company, with how many it has made so far and how many
 * of them are under way, and the request is never answered when that returns true; `null` ends it.
 */
export async function startVendors() {
  const companies = new Map();
  const handle = (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const [, source = '', what = ''] = url.pathname.split('/');
    const directory = request.headers['x-company'];
    const company = companyOf(directory);
    company.asked++;
    company.under++;
    response.once('close', () => company.under--);
    if (company.watch?.(company.asked, company.under) === true) return;
    setTimeout(() => {
      const { status, body } = answer(
        directory,
        source,
        what,
        Number(url.searchParams.get('startIndex') ?? 1),
      );
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }, Math.random() * LATEST_MS);
  };
  function companyOf(directory) {
    const company = companies.get(directory) ?? { asked: 0, under: 0, watch: null };
    companies.set(directory, company);
    return company;
  }

  const servers = Array.from({ length: HOSTS }, () => createServer(handle));
  await Promise.all(
    servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))),
  );
  return {
    origins: servers.map((server) => `http://127.0.0.1:${server.address().port}`),
    watch(directory, watch) {
      companyOf(directory).watch = watch;
    },
    asked: (directory) => companyOf(directory).asked,
    async close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function answer(directory, source, what, start) {
  if (what !== 'Users') return { status: 404, body: {} };
  const list = listsAt(Number(readFileSync(join(directory, 'step'), 'utf8')))[source];
  if (list === 'forbidden') return { status: 403, body: { detail: 'the token lacks users:read' } };
  const page = list.slice(start - 1, start - 1 + PAGE);
  const body = {
    totalResults: list.length,
    startIndex: start,
    itemsPerPage: page.length,
    Resources: page.map(resource),
  };
  return { status: 200, body };
}

function resource({ id, address, active }) {
  return { id, userName: address, active, displayName: id, emails: [{ value: address, primary: true }] };
}
