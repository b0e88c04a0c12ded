import { z } from 'zod';

/** A vendor's id, as text: some vendors send numbers, and those above 2^53 arrive here as text. */
export const Id = z.union([z.string().min(1), z.number().int()]).transform(String);
