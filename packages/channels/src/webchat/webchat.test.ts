import { describeChannelContract } from '../channel.contract.ts';
import { webchat } from './webchat.contract.ts';

describeChannelContract(webchat);
