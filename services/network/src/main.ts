import { runAlone } from '@weft/service-kit';
import { networkService } from './service.ts';

await runAlone('network', networkService, process.env);
