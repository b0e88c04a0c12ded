import { z } from 'zod';
import { ScimGuests } from '../scim/account.ts';
import { About, Plan, Reports, Requests, Right, Setting } from './about.ts';
import { Answers } from './answers.ts';
import { Auth } from './auth.ts';
import { AccountList, AccountMap, SubscriptionList, Table } from './lists.ts';
import { checkReferences } from './references.ts';
import { OwnAccount, RemovalStep } from './removal.ts';
import { Headers, Request } from './request.ts';
import { Condition } from './rules.ts';

const Name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'must be a word that begins with a small letter');

/** A request that proves that the key sees what it should. */
const Check = z
  .strictObject({
    ...Request.shape,
    /** What must be true of the answer. */
    must: Condition.optional(),
    /** What to do if it is not. */
    otherwise: z.string().min(1).optional(),
    /** The right that is then missing. */
    right: z.string().min(1).optional(),
  })
  .superRefine(({ get, post, must, otherwise }, context) => {
    if ((get === undefined) === (post === undefined))
      context.addIssue({ code: 'custom', message: 'needs exactly one of get and post' });
    if ((must === undefined) !== (otherwise === undefined))
      context.addIssue({ code: 'custom', message: 'needs must and otherwise together' });
  });

/** How to ask an app that has its own SCIM 2.0 server, as the connector scim does. If it contains no credential, `auth` is used. */
const Scim = z.strictObject({
  base: z.string().min(1),
  token: z.string().min(1).optional(),
  username: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  headers: Headers.default({}),
  pageSize: z.number().int().min(1).max(1000).optional(),
  paging: z.enum(['index', 'cursor']).optional(),
  trustTotal: z.boolean().default(false),
  licensePath: z.string().min(1).optional(),
  guests: ScimGuests.optional(),
  needs: z.array(z.string().min(1)).default([]),
});

/** A REST API described as data. docs/rest.md explains every key. */
export const Declaration = z
  .strictObject({
    version: z.literal(1),
    /** The app's name: `GitLab`. */
    name: z.string().min(1),
    about: About.optional(),
    settings: z.record(Name, Setting).default({}),
    scim: Scim.optional(),
    /** The address that every path is appended to. It may contain a query. */
    base: z.string().min(1).optional(),
    headers: Headers.default({}),
    auth: Auth.optional(),
    answers: Answers.prefault({}),
    pacing: z
      .strictObject({
        /** The most requests per minute. */
        perMinute: z.number().min(1).optional(),
        /** The share of the vendor's limit that is left to others. */
        spare: z.number().min(0).max(1).optional(),
      })
      .default({}),
    check: z.union([Check, z.array(Check).min(1)]).optional(),
    tables: z.record(Name, Table).default({}),
    accounts: z.union([AccountList, z.array(AccountList).min(1)]).optional(),
    map: AccountMap.optional(),
    subscriptions: SubscriptionList.optional(),
    rights: z.array(Right).default([]),
    plans: z.array(Plan).default([]),
    reports: Reports.optional(),
    requests: Requests.optional(),
    /** The least time between two full reads, in hours, where the vendor asks for one. */
    leastHours: z.number().min(0.1).optional(),
    /** The page on which an admin manages an account, with `{id}`, `{email}` or `{username}` in it, and settings that are no secrets. */
    accountPage: z
      .string()
      .regex(
        /^(https:\/\/[^/\s]+\/|\{\w+\})\S*$/,
        'must begin with https://, or with the setting that holds the address',
      )
      .optional(),
    /** The account that the credentials belong to. */
    ownAccount: OwnAccount.optional(),
    removal: z.array(RemovalStep).default([]),
  })
  .superRefine(checkReferences);

export type Declaration = z.infer<typeof Declaration>;
export type Check = z.infer<typeof Check>;
