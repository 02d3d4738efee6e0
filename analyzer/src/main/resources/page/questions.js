const QUESTIONS = "Your own questions";
const EXAMPLE = "SELECT function, count(*) AS events\nFROM events\nGROUP BY function\nORDER BY events DESC, function";

/** Answers what the reader asks the page: a report, a rule, or SQL. */
class Questions {
  constructor() {
    this.engine = null;
    this.all = null;
  }

  async read() {
    this.all ??= JSON.parse(new TextDecoder().decode(await unpacked("questions")));
    return this.all;
  }

  async started() {
    this.engine ??= await Engine.start(await this.read());
    return this.engine;
  }

  stop() {
    this.engine?.stop();
    this.engine = null;
  }

  find(category, name) {
    return this.all.reports.find((report) => report.category === category && report.name === name);
  }

  /**
   * @param values parameter values as text, by name; missing ones take their default
   */
  async report(report, values) {
    const engine = await this.started();
    for (const { name, type, value } of report.parameters) {
      const given = literal(values[name] ?? value);
      await engine.run('SET VARIABLE "' + name + '" = CAST(' + given + " AS " + type + ")");
    }
    const found = await engine.select(report.statement);
    const known = new Map(report.columns.map((column) => [column.name, column]));
    return {
      ...found,
      title: report.title,
      columns: found.columns.map((column) => ({ unit: "", description: "", ...known.get(column.name), ...column })),
    };
  }

  async sql(text) {
    const engine = await this.started();
    if (engine.missing === undefined) {
      await engine.makeViews(this.all.views);
    }
    const statement = text.replace(/[\s;]+$/, "");
    // These statements return rows but are not SELECTs.
    const found = await engine.select(
      /^\s*(describe|show|summarize)\b/i.test(statement) ? "FROM (" + statement + "\n)" : statement);
    return {
      ...found,
      title: "The rows of your SQL",
      columns: found.columns.map((column) => ({ unit: "", description: "", ...column })),
    };
  }
}

const questions = new Questions();

/** Sanitizes the figure before it is shown, because traces are untrusted input. */
function readable(figure) {
  return {
    ...figure,
    columns: figure.columns.map((column) => ({ ...column, name: printable(column.name) })),
    rows: figure.rows.map((row) => row.map((value) => (typeof value === "string" ? printable(value) : value))),
  };
}

/** A place for results, with a status line above it. */
class Answer {
  constructor() {
    this.status = element("p", { class: "faint", "aria-live": "polite" });
    this.rows = element("div");
    this.stop = element("button", { class: "tool", type: "button", hidden: true, onclick: () => questions.stop() }, "Stop");
  }

  /**
   * @param ask returns a promise for the figure
   */
  async show(ask, empty) {
    this.rows.replaceChildren();
    this.status.className = "faint";
    this.status.textContent = "starting DuckDB, which takes some seconds";
    this.stop.hidden = false;
    try {
      await questions.started();
      this.status.textContent = "running";
      const begin = performance.now();
      const figure = await ask();
      const took = ((performance.now() - begin) / 1000).toFixed(1) + " s";
      const shown = figure.rows.length < figure.count
        ? "the first " + figure.rows.length.toLocaleString("en-US") + " of " : "";
      this.status.textContent = figure.count === 0
        ? empty : shown + figure.count.toLocaleString("en-US") + (figure.count === 1 ? " row, " : " rows, ") + took;
      if (figure.count > 0) {
        this.rows.append(...new RowTable(readable(figure), null).element().filter(Boolean));
      }
    } catch (error) {
      this.status.className = "incomplete";
      this.status.textContent = printable(error.message);
    }
    this.stop.hidden = true;
  }
}

function parameterField(parameter) {
  const attributes = { name: parameter.name, title: parameter.description, "aria-label": parameter.name };
  if (parameter.file) {
    return element("textarea", { ...attributes, rows: 4, placeholder: "the text of the file" });
  }
  if (parameter.type === "BOOLEAN") {
    return element("input", { ...attributes, type: "checkbox", checked: parameter.value === "true" });
  }
  return element("input", { ...attributes, type: "text", size: 12, value: parameter.value });
}

/** The form's values; an empty field means the default. */
function typed(form) {
  const values = {};
  for (const field of form.querySelectorAll("[name]")) {
    const text = field.type === "checkbox" ? String(field.checked) : field.value;
    if (text !== "") {
      values[field.name] = text;
    }
  }
  return values;
}

function reportForm(all) {
  const answer = new Answer();
  const about = element("div");
  const choice = element("select", { "aria-label": "report or rule" });
  for (const category of new Set(all.map((report) => report.category))) {
    const group = all.filter((report) => report.category === category);
    choice.append(element("optgroup", { label: category },
      group.map((report) => element("option", { value: all.indexOf(report) }, report.name + ": " + report.title))));
  }
  const describe = () => {
    const report = all[choice.value];
    const able = report.unable === null;
    const fields = report.parameters.map((parameter) =>
      element("label", {}, parameter.name.replaceAll("_", "-") + " ", parameterField(parameter)));
    const run = element("button", { class: "tool", type: "submit" }, "Run");
    const form = element("form", { class: "tools", onsubmit: (event) => {
      event.preventDefault();
      const values = typed(form);
      const absent = report.parameters.find((parameter) => parameter.required && values[parameter.name] === undefined);
      if (absent === undefined) {
        answer.show(() => questions.report(report, values), report.empty);
      } else {
        answer.status.textContent = absent.name + ": give a value: " + absent.description;
      }
    } }, fields, able ? run : null, answer.stop);
    about.replaceChildren(
      element("p", { class: "faint about" }, report.description),
      able ? "" : element("p", {}, "Not in this page: " + report.unable + " Run: ", command(report.command)),
      form,
      folded("SQL", element("pre", {}, report.sql)));
    answer.status.textContent = "";
    answer.rows.replaceChildren();
  };
  choice.addEventListener("change", describe);
  describe();
  return [element("h3", {}, "Any report or rule"), choice, about, answer.status, answer.rows];
}

function sqlForm() {
  const answer = new Answer();
  const text = element("textarea", { class: "sql", rows: 6, spellcheck: "false", "aria-label": "SQL" }, EXAMPLE);
  const ask = (sql) => answer.show(() => questions.sql(sql), "no rows");
  const show = (sql) => element("button", { class: "tool", type: "button", onclick: () => ask(sql) }, sql);
  return [
    element("h3", {}, "SQL"),
    text,
    element("div", { class: "tools" },
      element("button", { class: "tool", type: "button", onclick: () => ask(text.value) }, "Run"),
      answer.stop, show("SHOW TABLES"), show("DESCRIBE events")),
    answer.status,
    answer.rows,
  ];
}

/** The last section of the page, if it contains the query engine. */
async function ask(holder) {
  const { reports } = await questions.read();
  holder.append(
    element("h2", { id: anchor(QUESTIONS) }, QUESTIONS),
    element("p", { class: "faint about" }, "This page has the events, and DuckDB: reports, rules and SQL run in this"
      + " browser, and nothing is sent anywhere. SQL reads the views that the reports read. This DuckDB has no JSON."),
    ...reportForm(reports),
    ...sqlForm());
}
