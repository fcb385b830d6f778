// The JSON schema of the `kind: Scenario` document, for the editor's completion and hover. The scenario format itself is
// decided and checked in `scenarios/`.

const duration = { type: 'string', pattern: '^(\\d+(\\.\\d+)?(ms|s|m|h))+$' };
const strings = { type: 'object', additionalProperties: { type: 'string' } };

const node = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    zone: { type: 'string' },
    cpu: { type: ['string', 'number'] },
    memory: { type: 'string' },
    pods: { type: 'integer' },
    labels: strings,
    taints: { type: 'array', items: { type: 'object' } },
  },
};

const image = {
  type: 'object',
  additionalProperties: false,
  required: ['match'],
  properties: {
    match: { type: 'string', description: 'Glob on the image as written in the Pod; the first match wins.' },
    pull: { anyOf: [duration, { const: 'error' }], description: 'How long a pull takes, or `error`: no such image.' },
    start: { ...duration, description: 'From created to running.' },
    ready: { ...duration, description: 'From running until probes succeed.' },
    stop: { anyOf: [duration, { const: 'never' }], description: 'From the signal to the exit; `never` is killed.' },
    exit: {
      type: 'object',
      additionalProperties: false,
      properties: { code: { type: 'integer' }, after: duration },
    },
    logs: {
      type: 'array',
      description: 'What it prints each time it is started.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text'],
        properties: { after: { ...duration, description: 'Since it runs.' }, text: { type: 'string' } },
      },
    },
  },
};

const step = {
  type: 'object',
  additionalProperties: false,
  properties: {
    run: { type: 'string', description: 'A kubectl or chaos line, in the namespace default.' },
    apply: { type: 'string', description: 'YAML text to apply.' },
    request: { type: 'object' },
    at: { ...duration, description: 'Cluster time.' },
    after: { ...duration, description: 'Since the previous step ended.' },
    when: { type: 'string', description: '`quiet`, or a condition as `kubectl wait --for=` takes it and the object.' },
    node: { type: 'string', description: 'Sets $NODE to the node this Pod was last bound to.' },
  },
};

export const scenarioSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind'],
  properties: {
    apiVersion: { const: 'ordinal.dev/v1' },
    kind: { const: 'Scenario' },
    metadata: {
      type: 'object',
      additionalProperties: false,
      properties: { name: { type: 'string' }, annotations: strings, labels: strings },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      properties: {
        kubernetes: { type: 'string', description: 'The version to simulate.' },
        featureGates: { type: 'object', additionalProperties: { type: 'boolean' } },
        seed: { type: 'integer', description: 'Everything random follows from it.' },
        startTime: { type: 'string', description: 'The wall time of cluster time 0.' },
        nodes: {
          anyOf: [
            { type: 'integer', minimum: 0 },
            { type: 'array', items: node },
          ],
        },
        images: { type: 'array', items: image, description: 'How simulated containers behave.' },
        quietAfter: duration,
        steps: { type: 'array', items: step, description: 'What happens, one after another.' },
        end: { type: 'string' },
      },
    },
  },
} as const;
