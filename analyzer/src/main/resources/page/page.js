const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const isQueryable = document.getElementById("questions") !== null;
const charts = { timeline, bars, percentiles, lives, sankey };

/** The fragment identifier of a heading. */
function anchor(title) {
  return title.toLowerCase().replace(/[^a-z]+/g, "-");
}

/** The file names, without directories if they are unique without. */
function fileNames() {
  const names = data.traces.map((trace) => trace.replace(/^.*\//, ""));
  return new Set(names).size === names.length ? names : data.traces;
}

function head() {
  document.title = "skbtrail: " + data.traces.join(", ");
  document.getElementById("head").append(
    element("h1", {}, "What happened to the packets of " + fileNames().join(", ")),
    element("p", { class: data.complete ? "complete" : "incomplete" }, data.note),
    data.filter === "" ? "" : element("p", {}, "filter: " + data.filter),
    element("p", { class: "faint" }, "made by ", command(data.command))
  );
  document.getElementById("contents").append(
    element("ul", {}, ["Findings", ...data.sections.map((section) => section.title), ...(isQueryable ? [QUESTIONS] : [])].map((title) =>
      element("li", {}, element("a", { href: "#" + anchor(title) }, title))))
  );
}

function findings() {
  let number = 0;
  main.append(
    element("h2", { id: "findings" }, "What is wrong, most important first"),
    ...data.findings.map((finding) => (finding.level === "note" ? note(finding) : card(finding, ++number))),
    ...data.remarks.map((remark) => element("p", {}, remark)),
    element("p", { class: "faint" }, "made by ", command(data.explain))
  );
}

function note(finding) {
  return element("div", { class: "finding" }, finding.sentence + "; " + finding.seen);
}

function card(finding, number) {
  const entries = [
    ["seen", finding.seen],
    ...finding.confirm.map((text) => ["confirm", command(text)]),
    ...finding.change.map((text) => ["change", text]),
    ...finding.more.map((text) => ["more", command(text)]),
  ];
  return element(
    "article",
    { class: "finding " + finding.level },
    element("h3", {}, number + ". " + finding.certainty + ": " + finding.sentence),
    element("dl", {}, entries.map(([term, what]) => [element("dt", {}, term), element("dd", {}, what)])),
    folded("How rule " + finding.rule + " decides, and its SQL",
      element("p", {}, finding.description), element("pre", {}, finding.sql))
  );
}

/** A chart is accompanied by a collapsed table of the same rows. */
function figure(what) {
  const drawing = charts[what.shown];
  const isChart = drawing !== undefined && what.rows.length > 0;
  const place = isChart ? element("div", { class: "chart" }) : null;
  const holder = element(
    "section",
    { "aria-label": what.title },
    element("h3", {}, what.title),
    what.rows.length > 0 ? element("p", { class: "faint about" }, what.description) : null,
    place
  );
  main.append(holder);
  const choose = isChart ? draw(drawing, place, what) : null;
  if (what.rows.length > 0) {
    const table = new RowTable(what, typeof choose === "function" ? choose : null).element();
    if (isChart) {
      const rows = folded("The same as a table, " + what.rows.length + (what.rows.length === 1 ? " row" : " rows"), ...table.filter(Boolean));
      rows.open = choose === false;
      holder.append(rows);
    } else {
      holder.append(...table.filter(Boolean));
    }
  }
  holder.append(
    element("p", {}, what.remark),
    element("p", { class: "faint" }, "made by ", command(what.command)),
    folded("SQL", element("pre", {}, what.sql))
  );
}

/** Draws a chart. Returns false if that fails; the table is shown anyway. */
function draw(drawing, place, what) {
  try {
    return drawing(place, what, data.packet);
  } catch (error) {
    console.error(error);
    place.replaceWith(element("p", { class: "faint" }, "The chart cannot be drawn: " + error.message));
    return false;
  }
}

function sections() {
  for (const section of data.sections) {
    main.append(element("h2", { id: anchor(section.title) }, section.title));
    section.figures.forEach(figure);
  }
}

function foot() {
  document.getElementById("foot").append(
    element("h2", {}, "About this page"),
    element("p", {}, "It is one file, loads nothing, and sends nothing. Charts: Apache ECharts."
      + (isQueryable ? " Queries: DuckDB." : "")),
    ...data.licences.map((licence) => folded(licence.name, element("pre", {}, licence.text)))
  );
}

/** Switches to the colours for printing on white paper. */
function print(now) {
  document.documentElement.classList.toggle("printing", now);
  redraw();
}

head();
findings();
sections();
if (isQueryable) {
  const holder = element("div");
  main.append(holder);
  ask(holder).catch((error) => holder.append(element("p", { class: "incomplete" }, error.message)));
}
foot();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
window.addEventListener("beforeprint", () => print(true));
window.addEventListener("afterprint", () => print(false));
