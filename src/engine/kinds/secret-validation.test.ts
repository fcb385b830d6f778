import { expect, test } from 'vitest';
import { bytesOfBase64, fromBase64, toBase64 } from './base64.ts';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import type { Secret } from './secret.ts';
import { metadata } from './testing/samples.ts';

const { withDefaults, validate, validateUpdate } = definitions.Secret;

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

const secret = (more: Partial<Secret> = {}): Secret =>
  withDefaults({ apiVersion: 'v1', kind: 'Secret', metadata, ...more });

test.each(['', 'a', 'ab', 'abc', 'abcd', '密码', '😀!'])('base64 there and back: %s', (text) => {
  const base64 = toBase64(text);
  expect(base64).toBe(Buffer.from(text).toString('base64'));
  expect(fromBase64(base64)).toBe(text);
  expect(bytesOfBase64(base64)).toBe(Buffer.from(text).length);
});

test('bytes that are no text are shown as such', () => {
  expect(fromBase64(Buffer.from([0x61, 0xff]).toString('base64'))).toBe('a\ufffd');
});

test('a Secret is opaque, and keeps what was sent as text among its data', () => {
  const made = secret({ data: { a: 'MQ==', b: 'Mg==' }, stringData: { b: '3' } });
  expect(made).toEqual({ apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { a: 'MQ==', b: 'Mw==' } });
  expect(withDefaults(made)).toBe(made);
  const typed = secret({ type: 'example.com/own' });
  expect(withDefaults({ apiVersion: 'v1', kind: 'Secret', metadata }, {}, typed).type).toBe('example.com/own');
});

test.each([
  [{ data: { 'a b': '' } }, 'data[a b]: Invalid value: "a b": a valid config key'],
  [{ type: 'kubernetes.io/tls', data: { 'tls.crt': 'MQ==' } }, 'data[tls.key]: Required value'],
  [{ type: 'kubernetes.io/basic-auth' }, 'data[username]: Required value\ndata[password]: Required value'],
  [
    { type: 'kubernetes.io/service-account-token' },
    'metadata.annotations[kubernetes.io/service-account.name]: Required value',
  ],
  [{ stringData: { a: 'x'.repeat(1024 * 1024 + 1) } }, 'data: Too long: may not be more than 1048576 bytes'],
])('a mistake in a Secret: %j', (more, expected) => {
  expect(texts(validate(secret(more), {})).join('\n')).toContain(expected);
});

test('a Secret that has all its type needs is taken', () => {
  expect(validate(secret({ type: 'kubernetes.io/basic-auth', stringData: { password: 'x' } }), {})).toEqual([]);
});

test('the type of a Secret stays, and so does what is immutable', () => {
  const fixed = secret({ stringData: { a: '1' }, immutable: true });
  expect(texts(validateUpdate(secret({ type: 'other' }), secret(), {}))).toEqual([
    'type: Invalid value: "other": field is immutable',
  ]);
  expect(texts(validateUpdate(secret({ stringData: { a: '2' } }), fixed, {}))).toEqual([
    'immutable: Forbidden: field is immutable when `immutable` is set',
    'data: Forbidden: field is immutable when `immutable` is set',
  ]);
});
