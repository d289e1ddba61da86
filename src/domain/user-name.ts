/** Who runs the program, as the variables of every system say; undefined where none does. */
export const userNameIn = (env: Readonly<Record<string, string | undefined>>): string | undefined =>
  env['USER'] || env['LOGNAME'] || env['USERNAME'] || undefined;
