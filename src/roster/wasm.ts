/** As much of it as is used; Node's own types leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: unknown }
}

/** What a module of text, compiled and kept in a file, exports. */
export function instantiate<Exports>(base64: string, imports: object = {}): Exports {
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'))
  return new WebAssembly.Instance(module, imports).exports as Exports
}
