import { describeChannelContract } from '../channel.contract.ts';
import { wecom } from './wecom.contract.ts';

describeChannelContract(wecom);
