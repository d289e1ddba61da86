// By `NODE_OPTIONS=--require`: throws where nobody catches, when it is told to.
process.on('SIGUSR2', () => {
  throw new Error('a mistake of ours');
});
