import { runAlone } from '@weft/service-kit';
import { workforceService } from './service.ts';

await runAlone('workforce', workforceService, process.env);
