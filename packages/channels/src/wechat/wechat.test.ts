import { describeChannelContract } from '../channel.contract.ts';
import { plainWechat, safeWechat } from './wechat.contract.ts';

describeChannelContract(plainWechat);
describeChannelContract(safeWechat);
