import { expect, test } from 'vitest';
import { parseManifest, positionOf } from './manifest.ts';
import { pathOf } from './position.ts';

const text = `# a comment
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  replicas:
  template:
    spec:
      containers:
        - name: nginx
          image: "nginx:1.25"
          ports: [{containerPort: 80}, {containerPort: 81}]
`;

function place(path: string | readonly (string | number)[], part?: 'value' | 'key'): string {
  const [document] = parseManifest(`kind: First\n---\n${text}`).documents.slice(1);
  if (!document) throw new Error('there must be a document');
  const { line, column, endLine, endColumn } = positionOf(document, path, part);
  const marked = `kind: First\n---\n${text}`.split('\n')[line - 1]?.slice(column - 1, endColumn - 1);
  return line === endLine ? `${line} ${marked}` : `${line}-${endLine}`;
}

test('a path as the API server writes it comes to steps', () => {
  expect(pathOf('spec.template.spec.containers[0].image')).toEqual([
    ...['spec', 'template', 'spec', 'containers'],
    0,
    'image',
  ]);
  expect(pathOf('resources.requests[storage]')).toEqual(['resources', 'requests', 'storage']);
  expect(pathOf('metadata.labels["a.b/c"].x')).toEqual(['metadata', 'labels', 'a.b/c', 'x']);
});

test('a field is marked at its value', () => {
  expect(place('spec.template.spec.containers[0].image')).toBe('16 "nginx:1.25"');
  expect(place('spec.template.spec.containers[0].ports[1].containerPort')).toBe('17 81');
  expect(place('metadata.name')).toBe('7 web');
});

test('a field is marked at its key where that is asked for, or it holds more than a word, or nothing', () => {
  expect(place('spec.template.spec.containers[0].image', 'key')).toBe('16 image');
  expect(place('spec.template')).toBe('12 template');
  expect(place('spec.replicas')).toBe('11 replicas');
});

test('keys with dots are found in a path as text', () => {
  expect(place('metadata.labels.app.kubernetes.io/name')).toBe('9 web');
  expect(place(['metadata', 'labels', 'app.kubernetes.io/name'], 'key')).toBe('9 app.kubernetes.io/name');
});

test('what is not there is marked at the nearest thing around it', () => {
  expect(place('spec.selector')).toBe('10 spec');
  expect(place('spec.template.spec.containers[0].resources.limits')).toBe('15 name');
  expect(place('spec.template.spec.containers[7].image')).toBe('14 containers');
  expect(place('status')).toBe('4 apiVersion');
  expect(place([])).toBe('4 apiVersion');
});
