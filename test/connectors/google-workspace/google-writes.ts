import type { Ask, Reply, Route } from '../vendors/server.ts';
import { googleError } from './google-rules.ts';

type User = Record<string, unknown>;
type Products = Record<string, (readonly [string, string])[]>;

const NOT_FOUND = googleError(404, 'notFound', 'Resource Not Found: userKey');

/** One user and one license: read, changed and taken away, as Google documents it. */
export function userWrites(listed: readonly User[], products: Products): readonly Route[] {
  // The same array that the list shows.
  const users = listed as User[];
  const onUser = (change: (user: User, ask: Ask) => Reply) => (ask: Ask) => {
    const user = users.find(({ id, primaryEmail }) => ask.params.id === id || ask.params.id === primaryEmail);
    return user === undefined ? NOT_FOUND : change(user, ask);
  };
  const held = ({ params }: Ask) =>
    (products[params.product ?? ''] ?? []).find(
      ([address, sku]) => address === params.user && sku === params.sku,
    );
  const license = '/apps/licensing/v1/product/:product/sku/:sku/user';
  return [
    { on: 'GET /admin/directory/v1/users/:id', answer: onUser((user) => ({ body: user })) },
    {
      on: 'PATCH /admin/directory/v1/users/:id',
      answer: onUser((user, { text }) => ({ body: Object.assign(user, JSON.parse(text)) })),
    },
    {
      on: 'DELETE /admin/directory/v1/users/:id',
      answer: onUser((user) => {
        users.splice(users.indexOf(user), 1);
        return { status: 204 };
      }),
    },
    {
      on: `GET ${license}/:user`,
      answer: (ask) => (held(ask) === undefined ? NOT_FOUND : { body: { userId: ask.params.user } }),
    },
    {
      on: `DELETE ${license}/:user`,
      answer: (ask) => {
        const found = held(ask);
        if (found === undefined) return NOT_FOUND;
        const all = products[ask.params.product ?? ''] ?? [];
        all.splice(all.indexOf(found), 1);
        return { body: {} };
      },
    },
    {
      on: `POST ${license}`,
      answer: ({ params, text }) => {
        const { userId } = JSON.parse(text);
        products[params.product ?? '']?.push([userId, params.sku ?? '']);
        return { body: { userId } };
      },
    },
  ];
}
