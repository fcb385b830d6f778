// Arguments of which the first are resources and the rest pairs: `sts web app=db tier-` (label, annotate, set image).

export type ArgsWithPairs =
  | { readonly ok: true; readonly resources: readonly string[]; readonly pairs: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** `what`: how the pairs are called in the complaint. */
export function resourcesAndPairs(args: readonly string[], what: string): ArgsWithPairs {
  const first = args.findIndex(isPair);
  if (first < 0) return { ok: true, resources: args, pairs: [] };
  const pairs = args.slice(first);
  const late = pairs.find((arg) => !isPair(arg));
  if (late !== undefined)
    return { ok: false, message: `all resources must be specified before ${what} changes: ${late}` };
  return { ok: true, resources: args.slice(0, first), pairs };
}

const isPair = (arg: string): boolean => arg.indexOf('=') > 0 || arg.endsWith('-');
