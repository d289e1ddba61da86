// RFC 8252, 7.3: a native app registers a loopback address and asks with whatever port it could bind.

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const isLoopbackAddress = (url: URL): boolean =>
  url.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === '[::1]');

/** What a client may register: an address on loopback, or https; never with a fragment. */
export const isRegistrable = (text: string): boolean => {
  const url = parse(text);
  if (url === undefined || url.hash !== '' || url.username !== '') return false;
  return isLoopbackAddress(url) || url.protocol === 'https:';
};

/** Whether a registered URI covers the asked one: exactly, or but for the port on loopback. */
export const coversRedirect = (registered: string, asked: string): boolean => {
  const [ours, theirs] = [parse(registered), parse(asked)];
  if (ours === undefined || theirs === undefined || theirs.hash !== '') return false;
  if (!isLoopbackAddress(ours)) return registered === asked;
  return (
    isLoopbackAddress(theirs) &&
    theirs.username === '' &&
    ours.hostname === theirs.hostname &&
    ours.pathname === theirs.pathname &&
    ours.search === theirs.search
  );
};
