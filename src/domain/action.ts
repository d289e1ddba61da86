/** What a pick is for. */
export type ActionId = 'export' | 'exec' | 'console' | 'profile' | 'copy' | 'print';
