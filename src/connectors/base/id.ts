import { z } from 'zod';

/** A vendor's id, as text: some send numbers, and those above 2^53 arrive as text. */
export const Id = z.union([z.string().min(1), z.number().int()]).transform(String);
