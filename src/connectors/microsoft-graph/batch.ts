import { z } from 'zod';

/** The most requests that Graph takes in one batch. https://learn.microsoft.com/graph/json-batching */
export const BATCH_SIZE = 20;

/** The answer to a batch, which is 200 whatever its parts are. `id` is the number of the path in `batchOf`. */
export const Batch = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

export type BatchPart = z.infer<typeof Batch>['responses'][number];

/** The body of a batch that reads these paths, written as below the base address. */
export function batchOf(paths: readonly string[]) {
  return { requests: paths.map((path, at) => ({ id: String(at), method: 'GET', url: `/${path}` })) };
}
