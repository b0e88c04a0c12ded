import { keepsTheCatalogue } from '../entry.ts';
import { DIRECTUS } from './directus.ts';

keepsTheCatalogue(DIRECTUS);
