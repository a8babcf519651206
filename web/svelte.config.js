// Read by svelte-check; the build has its options in vite.config.ts.
export default { compilerOptions: { runes: true } };
