// Deep equality lives with the kinds, because their validation needs it too; the rest of the engine knows it from here.
export { equal } from '../kinds/equality.ts';
