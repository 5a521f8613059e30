import { describeChannelContract } from '../channel.contract.ts';
import { teams } from './teams.contract.ts';

describeChannelContract(teams);
