// The sentences about a scenario that cannot be read, and their stable names; `path` is the field, as in `spec.steps[0].when`.

export const sentences = {
  'second-scenario':
    'a file has at most one Scenario document, and line {firstLine} has one already; remove one of them',
  'scenario-version': '{path} must be {known}; "{value}" is not known to this version',
  'kubernetes-version': '{path} "{value}" is not simulated; known versions: {known}',
  'unknown-gate': '{path}: this feature gate cannot be switched; those that can: {known}',
  'unknown-scenario-field': 'unknown field "{path}"; known here: {known}',
  'required-field': '{path} is required; add it',
  'not-a-text': '{path} must be a text; write it in quotes',
  'not-a-boolean': '{path} must be true or false',
  'not-an-integer': '{path} must be a whole number from {minimum} to {maximum}',
  'not-a-list': '{path} must be a list',
  'not-fields': '{path} must be a mapping of fields',
  'not-nodes': '{path} must be a number of nodes or a list of them',
  'not-one-of': '{path} must be one of {known}; it is "{value}"',
  'not-a-duration': '{path} must be a duration such as 500ms, 10s, 5m or 1h30m; it is "{value}"',
  'not-a-time': '{path} must be a time such as "2026-01-01T00:00:00Z"; it is "{value}"',
  'not-a-quantity': '{path} must be a quantity such as 4, 500m or 3840Mi; it is "{value}"',
  'not-a-name':
    "{path} must consist of lower case letters, digits, '-' and '.', begin and end with a letter or digit; it is \"{value}\"",
  'not-a-command': '{path} must be a line that begins with kubectl or chaos; it is "{value}"',
  'not-a-path': '{path} must be a path of the API that begins with "/"; it is "{value}"',
  'name-twice': '{path}: the name "{value}" is already taken; choose another one',
  'too-many-items': '{path} has more than {limit} entries; remove some',
  'many-actions': '{path} has more than one of {found}; a step does one thing: make it several steps',
  'many-starts': '{path} has more than one of {found}; a step waits for one thing: make it several steps',
  'unknown-condition':
    '{path} must be quiet, or what kubectl wait --for= takes and then the object, such as condition=Ready pod/web-0 ' +
    'or delete pod/web-0; it is "{value}"',
  'unknown-object': '{path} must end with an object such as pod/web-0 or sts/web; it is "{value}"',
  'unknown-path':
    '{path} has a JSONPath that is not understood; write it like jsonpath={.status.readyReplicas}=2 sts/web, with ' +
    'fields, indices and [?(@.type=="Ready")]; it is "{value}"',
} as const;

export type ProblemCode = keyof typeof sentences;
