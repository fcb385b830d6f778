// What is wrong with a text and the Scenario in it, by the mistake's stable name, in English. What the API server and kubectl say
// in their own words is not here.

export const manifest = {
  'empty-text': 'no objects passed to apply: the text holds no document; write at least one, such as a StatefulSet',
  'text-too-large': 'the text is larger than {{limit}} bytes ({{bytes}}); split it into several files',
  'too-many-documents': 'more than {{limit}} documents in one file; split it into several files',
  'too-many-words':
    'the text has more than {{limit}} words and signs; from here on it is not read: split it into several files',
  'control-character': 'control characters are not allowed: remove {{character}}',
  'duplicate-key': 'key "{{key}}" stands twice in this mapping, first in line {{firstLine}}; remove one of them',
  'proto-key': 'the key "__proto__" is not accepted; choose another name',
  'complex-key': 'a key must be a text, a number or a boolean, not a list or mapping',
  'not-a-mapping': 'a document must be a mapping with the fields apiVersion, kind and metadata',
  'not-a-number': '{{value}} is not a number that JSON can hold; write a finite number, or quote it to make it a text',
  'too-deep': 'lists and mappings are nested more than {{limit}} deep here; flatten them',
  'too-far-right': 'this line is indented by more than {{limit}} spaces; move it to the left',
  'too-many-aliases':
    'the aliases (*name) of this document stand for too much: at most {{aliases}} aliases and {{values}} values; write the values out instead',
  'too-many-problems': 'only the first {{limit}} mistakes of this document are listed',
  'second-scenario':
    'a file has at most one Scenario document, and line {{firstLine}} has one already; remove one of them',
  'scenario-version': '{{path}} must be {{known}}; "{{value}}" is not known to this version',
  'kubernetes-version': '{{path}} "{{value}}" is not simulated; known versions: {{known}}',
  'unknown-gate': '{{path}}: this feature gate cannot be switched; those that can: {{known}}',
  'unknown-scenario-field': 'unknown field "{{path}}"; known here: {{known}}',
  'required-field': '{{path}} is required; add it',
  'not-a-text': '{{path}} must be a text; write it in quotes',
  'not-a-boolean': '{{path}} must be true or false',
  'not-an-integer': '{{path}} must be a whole number from {{minimum}} to {{maximum}}',
  'not-a-list': '{{path}} must be a list',
  'not-fields': '{{path}} must be a mapping of fields',
  'not-nodes': '{{path}} must be a number of nodes or a list of them',
  'not-one-of': '{{path}} must be one of {{known}}; it is "{{value}}"',
  'not-a-duration': '{{path}} must be a duration such as 500ms, 10s, 5m or 1h30m; it is "{{value}}"',
  'not-a-time': '{{path}} must be a time such as "2026-01-01T00:00:00Z"; it is "{{value}}"',
  'not-a-quantity': '{{path}} must be a quantity such as 4, 500m or 3840Mi; it is "{{value}}"',
  'not-a-name':
    "{{path}} must consist of lower case letters, digits, '-' and '.', begin and end with a letter or digit; it is \"{{value}}\"",
  'not-a-command': '{{path}} must be a line that begins with kubectl or chaos; it is "{{value}}"',
  'not-a-path': '{{path}} must be a path of the API that begins with "/"; it is "{{value}}"',
  'name-twice': '{{path}}: the name "{{value}}" is already taken; choose another one',
  'too-many-items': '{{path}} has more than {{limit}} entries; remove some',
  'many-actions': '{{path}} has more than one of {{found}}; a step does one thing: make it several steps',
  'many-starts': '{{path}} has more than one of {{found}}; a step waits for one thing: make it several steps',
  'unknown-condition':
    '{{path}} must be quiet, or what kubectl wait --for= takes and then the object, such as condition=Ready pod/web-0 or delete pod/web-0; it is "{{value}}"',
  'unknown-object': '{{path}} must end with an object such as pod/web-0 or sts/web; it is "{{value}}"',
  'unknown-path':
    '{{path}} has a JSONPath that is not understood; write it like jsonpath={.status.readyReplicas}=2 sts/web, with fields, indices and [?(@.type=="Ready")]; it is "{{value}}"',
} as const;
