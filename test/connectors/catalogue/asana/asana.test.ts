import { keepsTheCatalogue } from '../entry.ts';
import { ASANA } from './asana.ts';

keepsTheCatalogue(ASANA);
