/** A tool that uses the library: its name stands in the audit log and in config.yaml. */
export const isToolName = (name: string): boolean => /^[A-Za-z0-9][\w.-]{0,63}$/.test(name);
