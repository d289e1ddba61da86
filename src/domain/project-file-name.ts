/** Of the file that says which role a folder wants. */
export const projectFileName = '.rolecall.yaml';
