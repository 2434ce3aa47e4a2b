/** Every service, in the order in which they start. */
export const serviceNames = ['network', 'workforce', 'shared-rotas'] as const;
