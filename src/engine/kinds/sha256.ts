// SHA-256 of a text: the names of VolumeAttachments are made of it (VOL-40). Apart, so that one place knows the library.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** 64 hexadecimal digits. Expects ASCII, which all names of the API are. */
export const sha256Hex = (text: string): string =>
  bytesToHex(sha256(Uint8Array.from(text, (character) => character.charCodeAt(0))));
