// The rest of rolecall, loaded when it is first needed: importing the library reads no file and starts nothing.
export const loadEngine = () => import('./engine.ts');
