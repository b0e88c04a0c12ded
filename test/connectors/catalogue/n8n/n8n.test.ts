import { keepsTheCatalogue } from '../entry.ts';
import { N8N } from './n8n.ts';

keepsTheCatalogue(N8N);
