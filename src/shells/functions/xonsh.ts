// xonsh gets data: the record that nushell gets too. The picker needs the terminal, so the alias runs in xonsh's own
// thread and nothing of it is captured but stdout.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const xonsh = ({ name, commands }: RoleFunction): string => `def _rolecall_define():
    import json, os, shutil, subprocess, sys
    from xonsh.built_ins import XSH
    from xonsh.tools import uncapturable, unthreadable
    env = XSH.env
    before = []

    def call(words, **how):
        program = shutil.which('rolecall', path=env.detype().get('PATH'))
        if program is None:
            print('${name}: rolecall is not on the PATH.', file=sys.stderr)
            return subprocess.CompletedProcess(words, 127, '')
        return subprocess.run([program, *words], env=env.detype(), **how)

    def held():
        return [str(env.get('ROLECALL_' + part, '')) for part in ('INSTANCE', 'ACCOUNT_ID', 'ROLE_NAME', 'ASKED_REGION')]

    @unthreadable
    @uncapturable
    def role(words):
        first = words[0] if words else ''
        if first in ${JSON.stringify([...commands, ...ownFlags])}:
            return call(words).returncode
        if first == '--console':
            return call(['console', *words[1:]]).returncode
        if first == '-':
            if not before:
                print('${nothingBefore(name)}', file=sys.stderr)
                return 1
            instance, account, role, region = before
            words = ['--instance', instance, '--arn', account + ':' + role, '--region', region, *words[1:]]
        answer = call(['env', '--shell', 'nushell', *words], stdout=subprocess.PIPE, encoding='utf-8')
        if answer.returncode != 0 or not answer.stdout:
            return answer.returncode
        old = held()
        for key, value in json.loads(answer.stdout).items():
            if value is None:
                env.pop(key, None)
            else:
                env[key] = value
        if old[0] and old != held():
            before[:] = old

    env['${markName}'] = 'xonsh:' + str(os.getpid()) + ':${name}'
    XSH.aliases['${name}'] = role

_rolecall_define()
del _rolecall_define
`;
