// What apply does to an object that is there already.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: dullahan
spec:
  clusterIP: None
  selector: {app: web}
  ports:
    - {port: 80, name: web}
`;

test('K-81: an unchanged object sends no patch and prints unchanged, a changed one is configured', () => {
  const files = { '-': service };
  const terminal = createTerminal(files);
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl apply -f -').stdout).toBe('service/dullahan unchanged\n');
  files['-'] = service.replace('port: 80', 'port: 81');
  expect(terminal.type('kubectl apply -f -').stdout).toBe('service/dullahan configured\n');
  expect(terminal.cluster.head.get('Service', 'default/dullahan')?.spec.ports?.[0]?.port).toBe(81);
});
