/** Maximum number of rows of a result that the page shows. */
const MOST_ROWS = 10000;

/**
 * Runs before the worker's own script. That script fetches the engine like a file; it receives the
 * bytes from the first message instead. Any other fetch gets the same bytes, never the network.
 * Logging is disabled: the script would log files, and errors that the page shows anyway.
 */
const PRELUDE = `
console.log = console.warn = () => {};
const engine = new Promise((known) => {
  self.addEventListener("message", function first(event) {
    self.removeEventListener("message", first);
    event.stopImmediatePropagation();
    known(event.data);
  });
});
self.fetch = async () =>
  new Response(await engine, { headers: { "Content-Type": "application/wasm" } });
`;

/** Decompresses the page element with this name, which holds gzip data as base64. */
async function unpacked(id) {
  const packed = atob(document.getElementById(id).textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = packed.charCodeAt(i);
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Parses CSV in which every cell except NULL is quoted. */
function cells(csv) {
  const cell = /(?:"([^"]*(?:""[^"]*)*)")?(,|\n)/gy;
  const rows = [];
  let row = [];
  while (cell.lastIndex < csv.length) {
    const found = cell.exec(csv);
    if (found === null) {
      throw new Error("DuckDB wrote CSV that cannot be read");
    }
    row.push(found[1] === undefined ? null : found[1].replaceAll('""', '"'));
    if (found[2] === "\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function isNumber(type) {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/.test(type);
}

/** A number that JavaScript cannot represent exactly stays a string. */
function asNumber(text) {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) || !Number.isFinite(number) ? text : number;
}

function literal(text) {
  return text === null ? "NULL" : "'" + text.replaceAll("'", "''") + "'";
}

/** DuckDB in a worker, with the trace. Each call is a message to which the worker replies. */
class Engine {
  constructor(worker) {
    this.worker = worker;
    this.asked = new Map();
    this.last = 0;
    worker.onmessage = (event) => this.answered(event.data);
    worker.onerror = (event) => this.failed(event.message || "the engine cannot be started");
  }

  /** Takes a few seconds. */
  static async start(questions) {
    const script = new TextDecoder().decode(await unpacked("worker"));
    const address = URL.createObjectURL(new Blob([PRELUDE, script], { type: "text/javascript" }));
    const engine = new Engine(new Worker(address));
    URL.revokeObjectURL(address);
    const bytes = await unpacked("engine");
    engine.worker.postMessage(bytes, [bytes.buffer]);
    await engine.ask("INSTANTIATE", ["blob:engine", null]);
    await engine.ask("OPEN", { path: ":memory:" });
    engine.connection = await engine.ask("CONNECT", null);
    const trace = await unpacked("trace");
    await engine.ask("REGISTER_FILE_BUFFER", ["trace.duckdb", trace], [trace.buffer]);
    for (const sql of [
      "ATTACH 'trace.duckdb' AS " + questions.database + " (READ_ONLY)",
      "SET autoload_known_extensions = false",
      "SET autoinstall_known_extensions = false",
      "SET allowed_paths = ['result.csv']",
      "SET enable_external_access = false",
      "SET lock_configuration = true",
      ...questions.opening,
    ]) {
      await engine.run(sql);
    }
    return engine;
  }

  ask(type, data, transfer = []) {
    const messageId = ++this.last;
    return new Promise((resolve, reject) => {
      this.asked.set(messageId, { resolve, reject });
      this.worker.postMessage({ messageId, type, data }, transfer);
    });
  }

  answered(answer) {
    const waiting = this.asked.get(answer.requestId);
    if (waiting === undefined || answer.type === "INSTANTIATE_PROGRESS") {
      return;
    }
    this.asked.delete(answer.requestId);
    if (answer.type === "ERROR") {
      waiting.reject(new Error(answer.data.message));
    } else {
      waiting.resolve(answer.data);
    }
  }

  failed(reason) {
    this.asked.forEach((waiting) => waiting.reject(new Error(reason)));
    this.asked.clear();
  }

  stop() {
    this.worker.terminate();
    this.failed("stopped");
  }

  run(sql) {
    return this.ask("RUN_QUERY", [this.connection, sql]);
  }

  /** Creates the views, for SQL that does not include its own. */
  async makeViews(statements) {
    this.missing = [];
    for (const sql of statements) {
      try {
        await this.run(sql);
      } catch (error) {
        this.missing.push(/CREATE VIEW (\S+)/.exec(sql)[1]);
      }
    }
  }

  /**
   * @return columns { name, number }, rows, and the total number of rows
   */
  async select(sql) {
    await this.run("CREATE OR REPLACE TEMP TABLE _result AS\n" + sql.replace(/[\s;]+$/, ""));
    const columns = (await this.csv("FROM (DESCRIBE _result)"))
      .map(([name, type]) => ({ name, number: isNumber(type) }));
    const [[count]] = await this.csv("SELECT count(*) FROM _result");
    const rows = (await this.csv("FROM _result LIMIT " + MOST_ROWS)).map((row) =>
      row.map((value, i) => (columns[i].number && value !== null ? asNumber(value) : value)));
    return { columns, rows, count: Number(count) };
  }

  async csv(sql) {
    await this.run("COPY (" + sql + ") TO 'result.csv' (FORMAT csv, HEADER false, FORCE_QUOTE *, NULLSTR '')");
    const bytes = await this.ask("COPY_FILE_TO_BUFFER", "result.csv");
    await this.ask("DROP_FILE", "result.csv");
    return cells(new TextDecoder().decode(bytes));
  }
}
