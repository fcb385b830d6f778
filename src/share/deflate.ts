// Text to deflated bytes and back with the platform's own streams. Inflating stops at a limit, so that a few hostile bytes
// never become gigabytes, and keeps what came before a fault.

export async function deflated(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export interface Inflated {
  /** `cut`: it ends too early, is no deflated text, or (as some platforms say) has something after its end. */
  readonly ending: 'whole' | 'cut' | 'too-large';
  /** What could be read. */
  readonly text: string;
}

/** As much as can be read of deflated UTF-8, up to `limitBytes`. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, limitBytes: number): Promise<Inflated> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  // Its faults arrive at the reader too; here they would go unheard.
  void feed(writer, bytes).catch(() => undefined);
  const reader = stream.readable.getReader();
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ending: 'whole', text: text + decoder.decode() };
      size += value.byteLength;
      if (size > limitBytes) {
        void reader.cancel().catch(() => undefined);
        return { ending: 'too-large', text };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { ending: 'cut', text };
  }
}

/** In pieces, so that what comes before a fault is given out before it is met. */
async function feed(writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>, bytes: Uint8Array<ArrayBuffer>) {
  const pieceBytes = 1_024;
  for (let at = 0; at < bytes.length; at += pieceBytes) await writer.write(bytes.slice(at, at + pieceBytes));
  await writer.close();
}
