import { z } from 'zod';

const id = z.string().min(1).max(2_000);
/** Where Teams has no value, it leaves the field out or sends `null` or an empty string. */
const maybe = <T extends z.ZodType>(what: T) => what.nullish().catch(null);

/** Set for guests and for people of other tenants, where Teams sets it at all. */
const Belonging = { tenantId: maybe(id), userRole: maybe(z.string()) };
const Account = z.object({
  id,
  name: maybe(z.string()),
  aadObjectId: maybe(id),
  role: maybe(z.string()),
  ...Belonging,
  properties: maybe(z.object(Belonging)),
});

const Named = maybe(z.object({ id: maybe(id) }));

/**
 * The part of a Bot Framework activity that we read. Fields needed to answer must be valid; the others are ignored when invalid.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
export const Activity = z.object({
  type: z.string().min(1),
  id: maybe(id),
  name: maybe(z.string()),
  action: maybe(z.string()),
  serviceUrl: z.url(),
  from: maybe(Account),
  recipient: Account,
  conversation: z.object({
    id,
    conversationType: maybe(z.string()),
    tenantId: maybe(id),
    isGroup: maybe(z.union([z.boolean(), z.stringbool()])),
  }),
  replyToId: maybe(id),
  text: maybe(z.string()),
  localTimezone: maybe(z.string()),
  value: z.unknown().optional(),
  entities: maybe(z.array(z.unknown())),
  membersAdded: maybe(z.array(z.object({ id }))),
  membersRemoved: maybe(z.array(z.object({ id }))),
  channelData: maybe(
    z.object({
      eventType: maybe(z.string()),
      tenant: Named,
      team: Named,
      channel: Named,
      settings: maybe(z.object({ selectedChannel: Named })),
    }),
  ),
});
export type Activity = z.infer<typeof Activity>;

export const ClientInfo = z.object({ type: z.literal('clientInfo'), timezone: z.string().min(1) });

export const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
});
export type Mention = z.infer<typeof Mention>;

/** Why an activity could not be read, for the log: the first wrong field, never its value. */
export function flawOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const at = issue?.path.join('.') ?? '';
  return at === '' ? 'it is not an activity' : `${at} is missing or wrong`;
}
