import { keepsTheCatalogue } from '../entry.ts';
import { BETTER_AUTH } from './better-auth.ts';

keepsTheCatalogue(BETTER_AUTH);
