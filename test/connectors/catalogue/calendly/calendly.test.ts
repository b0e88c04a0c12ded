import { keepsTheCatalogue } from '../entry.ts';
import { CALENDLY } from './calendly.ts';

keepsTheCatalogue(CALENDLY);
