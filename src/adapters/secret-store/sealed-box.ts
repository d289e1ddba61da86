// AES-256-GCM with a fresh random nonce for every write and the full tag demanded on reading: Node would accept a
// tag of 4 bytes otherwise (security.md R5). Layout: nonce (12) | ciphertext | tag (16).
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Encrypts `plaintext`; `context` is authenticated with it and must be given again to open the box. */
export const seal = (key: KeyObject, context: Uint8Array, plaintext: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(context);
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
};

/** Undefined when the key, the context or any byte of the box is not the one it was sealed with. */
export const unseal = (key: KeyObject, context: Uint8Array, box: Uint8Array): Buffer | undefined => {
  if (box.length < nonceLength + tagLength) return undefined;
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(context);
  decipher.setAuthTag(box.subarray(box.length - tagLength));
  const body = decipher.update(box.subarray(nonceLength, box.length - tagLength));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    body.fill(0);
    return undefined;
  }
};
