// Loads a trace in Perfetto's trace processor, as ui.perfetto.dev does, and prints what SQL finds there:
//   node query.mjs ASSETS TRACE SQL...
// ASSETS has trace_processor.wasm, its glue engine_bundle.node.js and the decoder engine.mjs (bpf/setup brings
// them). Prints a JSON array of rows for each SQL, one a line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [assets, trace, ...queries] = process.argv.slice(2);

/** It takes a message of 64 MiB at most. */
const LARGEST_PART = 1 << 25;

// The glue is written for a worker of a browser, which gets a port to talk through.
const scope = globalThis;
Object.defineProperty(scope, "self", { value: scope, configurable: true });
scope.WorkerGlobalScope = class {};
Object.defineProperty(scope, "location", { value: { href: pathToFileURL(assets).href + "/" } });

/** The glue with the 32-bit module, which is the one that is there, and without a request for it. */
function glue() {
  let source = readFileSync(`${assets}/engine_bundle.node.js`, "utf8");
  const edit = (from, to) => {
    if (!source.includes(from)) throw new Error(`another version of the trace processor: no ${from}`);
    source = source.replace(from, to);
  };
  edit("this.useMemory64 = hasMemory64Support()", "this.useMemory64 = false");
  edit("onRuntimeInitialized: () =>", "wasmBinary: self.wasmBytes, onRuntimeInitialized: () =>");
  edit("this.reqBufferAddr = this.wasmPtrCast(", "queueMicrotask(self.wasmReady); this.reqBufferAddr = this.wasmPtrCast(");
  return source;
}

const { EngineBase } = await import(pathToFileURL(`${assets}/engine.mjs`).href);

class Engine extends EngineBase {
  constructor(port) {
    super();
    this.port = port;
    port.onmessage = (message) => this.onRpcResponseBytes(message.data);
  }

  rpcSendRequestBytes(bytes) {
    this.port.postMessage(bytes);
  }
}

async function start() {
  scope.wasmBytes = readFileSync(`${assets}/trace_processor.wasm`);
  const ready = new Promise((resolve) => (scope.wasmReady = resolve));
  vm.runInThisContext(glue());
  await ready;
  const { port1, port2 } = new MessageChannel();
  scope.onmessage({ data: port1 });
  return new Engine(port2);
}

/** A number that JSON has, where it is one. */
const plain = (value) => (typeof value === "bigint" ? Number(value) : value);

async function rows(engine, sql) {
  const result = await engine.query(sql);
  if (result.error()) throw new Error(`${sql}: ${result.error()}`);
  const found = [];
  for (const row = result.iter({}); row.valid(); row.next()) {
    found.push(result.columns().map((column) => plain(row.get(column))));
  }
  return found;
}

console.warn = () => {};
const engine = await start();
const bytes = new Uint8Array(readFileSync(trace));
for (let from = 0; from < bytes.length; from += LARGEST_PART) {
  await engine.parse(bytes.subarray(from, from + LARGEST_PART));
}
await engine.notifyEof();
for (const sql of queries) {
  console.log(JSON.stringify(await rows(engine, sql)));
}
process.exit(0);
