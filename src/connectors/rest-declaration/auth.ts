import { z } from 'zod';
import { Headers, oneRequest, REQUEST } from './request.ts';
import { Path } from './value.ts';

/** The credentials. `{name}` is replaced by a setting. */
export const Auth = z.union([
  z.strictObject({ bearer: z.string().min(1) }),
  z.strictObject({ basic: z.strictObject({ name: z.string(), password: z.string() }) }),
  /** One or several headers. */
  z.strictObject({ headers: Headers }),
  /** Parameters of every request. */
  z.strictObject({ query: z.record(z.string().min(1), z.string()) }),
  z.strictObject({
    /** OAuth 2: a token is fetched with the client's id and secret, or with a signed assertion. */
    oauth: z
      .strictObject({
        /** The whole address. */
        url: z.string().min(1),
        clientId: z.string().min(1).optional(),
        clientSecret: z.string().min(1).optional(),
        /** Where both go: into the form, or as Basic. */
        client: z.enum(['form', 'basic']).default('form'),
        /** Instead of both, https://www.rfc-editor.org/rfc/rfc7523#section-2.1: a JWT with these claims, signed with a private key. */
        assertion: z
          .strictObject({
            privateKey: z.string().min(1),
            keyId: z.string().min(1).optional(),
            claims: z.record(z.string(), z.string()),
            seconds: z.number().int().min(60).max(3600).default(300),
          })
          .optional(),
        scope: z.string().min(1).optional(),
        /** Other fields of the form. */
        form: z.record(z.string(), z.string()).default({}),
      })
      .superRefine(({ clientId, clientSecret, assertion }, context) => {
        const isClient = clientId !== undefined && clientSecret !== undefined;
        const isSome = clientId !== undefined || clientSecret !== undefined;
        if (assertion === undefined ? !isClient : isSome)
          context.addIssue({ code: 'custom', message: 'needs clientId and clientSecret, or assertion' });
      }),
  }),
  z.strictObject({
    /** A request that signs in, and where the token is in its answer. */
    login: z
      .strictObject({
        ...REQUEST,
        form: z.record(z.string(), z.string()).optional(),
        token: z.union([Path, z.strictObject({ header: z.string().min(1) })]),
        /** Where the answer says for how many seconds the token is valid, or the number of seconds. */
        seconds: z.union([Path, z.number().int().min(1)]).default(3600),
        /** How the token is sent: `Bearer {token}` as `authorization`. */
        header: z.string().min(1).default('authorization'),
        send: z.string().includes('{token}').default('Bearer {token}'),
        /** Further values of the answer, to be used as `{name}` in paths. */
        keep: z.record(z.string().regex(/^\w+$/), Path).default({}),
      })
      .superRefine(oneRequest),
  }),
  /** A JSON Web Token that is signed with a shared secret for each request, as Ghost wants it. */
  z.strictObject({
    jwt: z.strictObject({
      keyId: z.string().min(1),
      secret: z.string().min(1),
      /** How the secret is written. */
      encoding: z.enum(['text', 'hex', 'base64']).default('text'),
      claims: z.record(z.string(), z.string()).default({}),
      seconds: z.number().int().min(30).max(3600).default(300),
      scheme: z.string().min(1).default('Bearer'),
    }),
  }),
]);

export type Auth = z.infer<typeof Auth>;
