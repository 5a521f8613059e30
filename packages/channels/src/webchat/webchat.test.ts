import { describeChannelContract } from '../channel.contract.ts';
import { webchatUnderTest } from './contract-subject.ts';

describeChannelContract(webchatUnderTest);
