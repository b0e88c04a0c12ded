// What each vendor answers: pages as large as the vendor gives them, and nothing besides what a read asks for.
import { rows, some } from './rows.mjs';

const json = (body) => ({ text: JSON.stringify(body) });
const status = (code, body) => ({ status: code, text: JSON.stringify(body) });
const token = (seconds = 3600) =>
  json({ access_token: 'of-the-bench', token_type: 'Bearer', expires_in: seconds });

/** By the path; `ask` has `path`, `query`, `body` and `origin`. `null` for what is not there. */
export const answers = {
  okta: ({ path, query, origin }, total) => {
    if (path === '/api/v1/groups') return json([{ id: '00g1', profile: { name: 'Everyone' } }]);
    if (path.startsWith('/api/v1/iam/')) return status(403, { errorCode: 'E0000006' });
    const from = Number(query.get('after') ?? 0);
    const next = `<${origin}/api/v1/users?after=${from + 200}&limit=200>; rel="next"`;
    return {
      ...(from + 200 < total ? { headers: { link: next } } : {}),
      text: some(rows.okta, from, 200, total),
    };
  },

  slack: ({ path, query }, total) => {
    const from = Number(query.get('cursor') ?? 0);
    const cursor = from + 1000 < total ? String(from + 1000) : '';
    const page = (key, rest) => ({
      text: `{"ok":true,"${key}":${rest},"response_metadata":{"next_cursor":"${cursor}"}}`,
    });
    switch (path) {
      case '/api/auth.test':
        return {
          headers: {
            'x-oauth-scopes': 'users:read,users:read.email,team.billing:read,usergroups:read,admin',
          },
          text: JSON.stringify({ ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: null }),
        };
      case '/api/team.billing.info':
        return json({ ok: true, plan: 'plus' });
      case '/api/users.list':
        return page('members', some(rows.slack, from, 1000, total));
      case '/api/team.billableInfo': {
        const all = Array.from(
          { length: Math.min(1000, total - from) },
          (_, at) => `"U${from + at + 1}":{"billing_active":true}`,
        );
        return page('billable_info', `{${all.join(',')}}`);
      }
      case '/api/team.accessLogs':
        return json({ ok: true, logins: [] });
      default:
        return json({ ok: true, usergroups: [] });
    }
  },

  github: ({ path, query, body, origin }, total) => {
    if (path === '/user') return { headers: { 'x-oauth-scopes': 'read:org' }, text: rows.github(1) };
    if (path.includes('/memberships/')) return json({ state: 'active', role: 'admin' });
    if (path === '/orgs/acme') return json({ login: 'acme', plan: { name: 'team', seats: total } });
    if (path === '/graphql') {
      const from = Number(body.variables.after ?? 0);
      const more = from + 100 < total;
      const nodes = some(rows.githubMember, from, 100, total);
      return {
        text: `{"data":{"organization":{"membersWithRole":{"pageInfo":{"hasNextPage":${more},"endCursor":"${from + 100}"},"nodes":${nodes}},"samlIdentityProvider":null}}}`,
      };
    }
    if (path !== '/orgs/acme/members') return path.includes('copilot') ? status(404, {}) : json([]);
    const page = Number(query.get('page') ?? 1);
    const [all, last] = query.get('role') === 'admin' ? [1, 1] : [total, Math.ceil(total / 100)];
    const link = (to, rel) => `<${origin}${path}?per_page=100&page=${to}>; rel="${rel}"`;
    return {
      ...(page < last ? { headers: { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } } : {}),
      text: some(rows.github, (page - 1) * 100, 100, all),
    };
  },

  'google-workspace': ({ path, query }, total) => {
    if (path === '/token') return token();
    const [key, size, row] = path.includes('/usage/')
      ? ['usageReports', 1000, rows.googleUsage]
      : path.includes('/product/')
        ? ['items', 1000, rows.googleLicense]
        : ['users', 500, rows['google-workspace']];
    if (key === 'items' && !path.includes('Google-Apps')) return json({});
    if (query.has('query')) return { text: `{"users":${some(row, 0, 1, total)}}` };
    const from = Number(query.get('pageToken') ?? 0);
    const next = from + size < total ? `,"nextPageToken":"${from + size}"` : '';
    return { text: `{"${key}":${some(row, from, size, total)}${next}}` };
  },

  adobe: ({ path }, total) => {
    if (path === '/ims/token/v3') return token(86_399);
    if (path.includes('/groups/'))
      return json({
        lastPage: true,
        groups: [
          {
            type: 'PRODUCT_PROFILE',
            groupName: 'Default Acrobat Pro',
            productName: 'Acrobat Pro',
            licenseQuota: String(total),
          },
        ],
      });
    const page = Number(path.split('/').at(-1));
    const last = Math.ceil(total / 2000) - 1;
    return {
      headers: { 'x-page-count': String(last + 1) },
      text: `{"lastPage":${page >= last},"result":"success","users":${some(rows.adobe, page * 2000, 2000, total)}}`,
    };
  },

  zoom: ({ path, query }, total) => {
    if (path === '/oauth/token') return token();
    if (path !== '/v2/users') return json({});
    if (query.get('status') !== 'active') return json({ users: [], next_page_token: '', total_records: 0 });
    const from = Number(query.get('next_page_token') ?? 0);
    const next = from + 300 < total ? String(from + 300) : '';
    return {
      text: `{"page_size":300,"total_records":${total},"next_page_token":"${next}","users":${some(rows.zoom, from, 300, total)}}`,
    };
  },

  atlassian: ({ path, body }, total) => {
    if (path.endsWith('/workspaces')) return json({ data: [], links: {} });
    const from = Number(body.cursor ?? 0);
    const next = from + 100 < total ? `"${from + 100}"` : 'null';
    return { text: `{"data":${some(rows.atlassian, from, 100, total)},"links":{"next":${next}}}` };
  },

  'microsoft-365': ({ path, query, origin }, total) => {
    if (path.endsWith('/oauth2/v2.0/token')) return token();
    if (path === '/v1.0/users/delta')
      return json({ '@odata.deltaLink': `${origin}/v1.0/users/delta?$deltatoken=bench`, value: [] });
    if (path === '/v1.0/$batch') return json({ responses: [] });
    if (path !== '/v1.0/users') return json({ value: [] });
    if (query.get('$count') === 'true')
      return json({ '@odata.count': total, value: [{ accountEnabled: true }] });
    const from = Number(query.get('$skiptoken') ?? 0);
    const next =
      from + 999 < total ? `,"@odata.nextLink":"${origin}/v1.0/users?$skiptoken=${from + 999}"` : '';
    return { text: `{"value":${some(rows['microsoft-365'], from, 999, total)}${next}}` };
  },
};
