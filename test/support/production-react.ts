// React as users have it, which draws in half the time. Imported before Ink.
process.env['NODE_ENV'] = 'production';
