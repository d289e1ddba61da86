// Which page `console` opens: services by any of their names, pages by their URL, and no page of anybody else.
import { expect, it } from 'vitest';
import { scriptedBrowser, startSignedIn } from '../support/journey.ts';
import { huntWithLog } from '../support/leak-hunt.ts';

huntWithLog();

const dev = ['console', '--profile', 'acme-dev-DeveloperAccess'];

it('opens a service in a region, or a page that somebody linked to', async () => {
  const { emulator, program } = await startSignedIn();
  const destinationOf = async (words: readonly string[]): Promise<string | null> => {
    const { status, stdout, stderr } = await program.run([...dev, '--print', ...words]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return new URL(stdout.trim()).searchParams.get('Destination');
  };
  const base = emulator.env['ROLECALL_ENDPOINT_URL_CONSOLE'] ?? '';
  expect(await destinationOf([])).toBe(`${base}/console/home?region=eu-west-1`);
  expect(await destinationOf(['--service', 'Step Functions', '--region', 'us-east-2'])).toBe(
    `${base}/states/home?region=us-east-2`,
  );
  expect(await destinationOf(['--service', 'iam'])).toBe(`${base}/iam/home`);
  const linked = 'https://us-west-2.console.aws.amazon.com/ec2/home?region=us-west-2#Instances:';
  expect(await destinationOf(['--destination', linked])).toBe(linked);
  const queue = 'arn:aws:sqs:eu-west-1:012345678901:orders';
  expect(await destinationOf(['--destination', queue])).toBe(
    `${base}/go/view?arn=${encodeURIComponent(queue)}`,
  );
  expect(await destinationOf(['--destination', 'ec2/home#Volumes:'])).toBe(
    `${base}/ec2/home?region=eu-west-1#Volumes:`,
  );
});

it('brings the browser there', async () => {
  const { program } = await startSignedIn();
  const browser = scriptedBrowser(program);
  const words = ['--service', 'dynamodb', '--region', 'us-east-2'];
  expect(await program.run([...dev, ...words], { env: browser.env })).toMatchObject({ status: 0 });
  const { text } = await browser.saw();
  expect(text).toContain('us-east-2');
  expect(text).toContain('dynamodbv2');
});

it.each<[string, readonly string[], string]>([
  ['a service that is not known', ['--service', 'lamda'], 'Nearest: lambda (Lambda)'],
  [
    'a page of somebody else',
    ['--destination', 'https://console.aws.amazon.com.evil.example/'],
    'no page of the console',
  ],
  [
    'a page without https',
    ['--destination', 'http://console.aws.amazon.com/ec2/home'],
    'no page of the console',
  ],
  [
    'a page of another partition',
    ['--destination', 'https://console.amazonaws.cn/'],
    'no page of the console',
  ],
  [
    'a resource of another account',
    ['--destination', 'arn:aws:sqs:eu-west-1:111111111111:x'],
    'account 111111111111',
  ],
  ['a region of another partition', ['--region', 'cn-north-1'], 'cn-north-1 is not a region of AWS'],
  ['both', ['--service', 's3', '--destination', 's3/home'], 'one of --service and --destination'],
])('refuses %s, and asks for no sign-in token', async (_what, words, text) => {
  const { emulator, program } = await startSignedIn();
  const before = emulator.requests().length;
  const refused = await program.run([...dev, '--print', ...words]);
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain(text);
  expect(emulator.requests().slice(before)).toEqual([]);
});

it('lists the services, or those that the words find, without a role', async () => {
  const { program } = await startSignedIn();
  const all = await program.run(['console', '--services']);
  expect(all.stdout.trim().split('\n').length).toBeGreaterThan(150);
  expect(all.stdout).toContain('route53\tRoute 53\tglobal\tr53 dns hosted-zones\n');
  const found = await program.run(['console', '--services', 'queue', '--json']);
  expect(JSON.parse(found.stdout)[0]).toMatchObject({
    id: 'sqs',
    name: 'Simple Queue Service',
    global: false,
  });
  expect(await program.run(['console', '--services', 'zzzqqq'])).toMatchObject({ status: 1, stdout: '' });
});
