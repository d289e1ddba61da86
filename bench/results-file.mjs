// bench/results.json: the figures of the last run, with what they were measured on. What is compared with is the file as
// it was committed, else the one on disk.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchFolder, repositoryFolder } from './folders.mjs';

const path = join(benchFolder, 'results.json');

export const machineFacts = () => {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    kernel: release(),
    node: process.version,
  };
};

const committed = () => {
  const { status, stdout } = spawnSync('git', ['show', 'HEAD:bench/results.json'], {
    cwd: repositoryFolder,
    encoding: 'utf8',
  });
  return status === 0 ? stdout : undefined;
};

const onDisk = () => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Undefined when there is none, or none that can be read. */
export const readResultsBefore = () => {
  try {
    return JSON.parse(committed() ?? onDisk() ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

export const writeResults = (results) => writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
