import { keepsTheCatalogue } from '../entry.ts';
import { NOTION } from './notion.ts';

keepsTheCatalogue(NOTION);
