import { queryService } from '../query/query-service.ts';

export const iam = queryService('iam', 'https://iam.amazonaws.com/doc/2010-05-08/');
