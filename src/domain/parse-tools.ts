import type { Config } from './config.ts';
import { mapping, type Place, problem, type Reader, text } from './config-reader.ts';
import { isToolName } from './tool-name.ts';

/** `tools`: a profile under the name of each tool, in the file's order. */
export const toolsOf = (reader: Reader, place: Place): Config['tools'] =>
  mapping(reader, place).flatMap(([name, entry]) => {
    if (!isToolName(name)) problem(reader, entry.path, 'is no name of a tool: letters, digits, ., _ and -.');
    const profile = text(reader, entry);
    return profile === undefined ? [] : [{ name, profile }];
  });
