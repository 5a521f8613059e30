import { describeChannelContract } from '../channel.contract.ts';
import { telegram } from './telegram.contract.ts';

describeChannelContract(telegram);
