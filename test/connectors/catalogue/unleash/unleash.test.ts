import { keepsTheCatalogue } from '../entry.ts';
import { UNLEASH } from './unleash.ts';

keepsTheCatalogue(UNLEASH);
