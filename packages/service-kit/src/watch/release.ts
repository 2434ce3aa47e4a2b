import manifest from '../../package.json' with { type: 'json' };

/** The release that runs here. */
export const release: string = manifest.version;
