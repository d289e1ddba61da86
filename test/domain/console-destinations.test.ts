import { describe, expect, it } from 'vitest';
import {
  isGlobalService,
  nearestServices,
  searchRegions,
  searchServices,
  serviceNamed,
} from '../../src/domain/console-destinations.ts';
import { consoleServices } from '../../src/domain/console-services.ts';

describe('the list of services', () => {
  it('has what people use, each under one id and with words of its own', () => {
    expect(consoleServices.length).toBeGreaterThanOrEqual(150);
    const ids = consoleServices.map(({ id }) => id);
    const words = consoleServices.flatMap((service) => service.words);
    expect(new Set([...ids, ...words]).size).toBe(ids.length + words.length);
    expect(new Set(consoleServices.map(({ name }) => name)).size).toBe(ids.length);
  });

  it.each(consoleServices)('$id is well formed, and found by all its words', (service) => {
    const { id, name, path, words } = service;
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(path).toMatch(/^[a-z0-9][a-z0-9-]*(\/[a-z0-9-]+)*(#[\w/:-]+)?$/i);
    for (const text of [id, id.toUpperCase(), name, ` ${name} `, ...words])
      expect(serviceNamed(text)).toBe(service);
    expect(searchServices(id)[0]).toBe(service);
    expect(searchServices(name)).toContain(service);
  });
});

describe('a service by name', () => {
  it.each<[string, string | undefined]>([
    ['ec2', 'ec2'],
    ['AWS Backup', 'backup'],
    ['Simple Queue Service', 'sqs'],
    ['systems-manager', 'ssm'],
    ['codesuite/codebuild', 'codebuild'],
    ['route53/v2', 'route53'],
    ['route53/v2/home', 'route53'],
    ['sso', 'identitycenter'],
    ['cfn', 'cloudformation'],
    ['ecc2', undefined],
    ['', undefined],
    ['toString', undefined],
  ])('%j is %s', (text, id) => {
    expect(serviceNamed(text)?.id).toBe(id);
  });

  it('is global or not', () => {
    expect(['iam', 'route53', 'r53', 'ec2', 'no-such'].map(isGlobalService)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('searching services', () => {
  it.each<[string, string]>([
    ['lam', 'lambda'],
    ['cloudf', 'cloudfront'],
    ['step func', 'states'],
    ['kafka', 'msk'],
    ['dns', 'route53'],
    ['cdn', 'cloudfront'],
    ['queue', 'sqs'],
    ['s3', 's3'],
    ['cw', 'cloudwatch'],
    ['iam', 'iam'],
    ['secmgr', 'secretsmanager'],
    ['encryption', 'kms'],
  ])('%j finds %s first', (text, id) => {
    expect(searchServices(text)[0]?.id).toBe(id);
  });

  it('shows all for nothing, in one order, and none for nonsense', () => {
    expect(searchServices('')).toEqual(consoleServices);
    expect(searchServices('   ')).toEqual(consoleServices);
    expect(searchServices('zzzqqq')).toEqual([]);
  });

  it('knows what a mistyped one may have been', () => {
    expect(nearestServices('lamda')[0]?.id).toBe('lambda');
    expect(nearestServices('dynamo-db')[0]?.id).toBe('dynamodb');
    expect(nearestServices('')).toEqual([]);
    expect(nearestServices('cloud').length).toBeLessThanOrEqual(4);
  });
});

describe('searching regions', () => {
  it.each<[Parameters<typeof searchRegions>[0], string, readonly string[]]>([
    ['aws', 'ireland', ['eu-west-1']],
    ['aws', 'euw1', ['eu-west-1']],
    ['aws', 'eu-west-3', ['eu-west-3']],
    ['aws', 'paulo', ['sa-east-1']],
    ['aws', 'beijing', []],
    ['aws-cn', '', ['cn-north-1', 'cn-northwest-1']],
    ['aws-cn', 'ning', ['cn-northwest-1']],
    ['aws-us-gov', 'east', ['us-gov-east-1']],
    ['aws-eusc', '', ['eusc-de-east-1']],
    ['aws', 'xx-new-9', ['xx-new-9']],
    ['aws', 'cn-new-9', []],
  ])('%s: %j finds %j', (partition, text, ids) => {
    expect(searchRegions(partition, text).map(({ id }) => id)).toEqual(ids);
  });

  it('shows the best first', () => {
    expect(searchRegions('aws', 'us-west')[0]?.id).toBe('us-west-1');
    expect(searchRegions('aws', 'use1')[0]?.id).toBe('us-east-1');
  });
});
