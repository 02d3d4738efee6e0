/** Rows that a table shows before "all" is requested. */
const FIRST_ROWS = 15;

/** Texts longer than this may be broken anywhere, to keep the table narrow. */
const LONG_TEXT = 60;

/** Tables with more rows than this get a filter field. */
const MANY_ROWS = 8;

/** The rows of a figure. A click on a heading sorts them, the field above filters them. */
class RowTable {
  /**
   * @param choose called with the row that the user selects; or null
   */
  constructor(figure, choose) {
    this.columns = figure.columns;
    this.title = figure.title;
    this.all = figure.rows.map((row, position) => ({
      row,
      position,
      text: row.map((value, i) => shown(value, this.columns[i])),
    }));
    this.choose = choose;
    this.sort = null;
    this.words = "";
    this.whole = false;
    this.body = element("tbody");
    this.more = element("button", { class: "tool", type: "button", onclick: () => this.showAll() });
    this.headings = this.columns.map((column, i) => this.heading(column, i));
    this.draw();
  }

  element() {
    const filter = element("input", {
      type: "search",
      placeholder: "filter rows",
      "aria-label": "Filter the rows of: " + this.title,
      oninput: (event) => this.filter(event.target.value),
    });
    const head = element("thead", {}, element("tr", {}, this.headings));
    return [
      this.all.length > MANY_ROWS ? element("div", { class: "tools" }, filter, this.more) : null,
      element(
        "div",
        { class: "rows", tabindex: 0, role: "region", "aria-label": this.title },
        element("table", {}, head, this.body)
      ),
    ];
  }

  heading(column, i) {
    return element(
      "th",
      { scope: "col", title: column.description, class: column.number ? "number" : null },
      element("button", { type: "button", onclick: () => this.sortBy(i) }, column.name)
    );
  }

  sortBy(column) {
    const again = this.sort !== null && this.sort.column === column;
    // Numbers sort largest first; a third click restores the report's own order.
    const first = this.columns[column].number ? -1 : 1;
    if (again && this.sort.direction !== first) {
      this.sort = null;
    } else {
      this.sort = { column, direction: again ? -first : first };
    }
    this.headings.forEach((heading, i) => {
      if (this.sort !== null && i === this.sort.column) {
        heading.setAttribute("aria-sort", this.sort.direction > 0 ? "ascending" : "descending");
      } else {
        heading.removeAttribute("aria-sort");
      }
    });
    this.draw();
  }

  filter(words) {
    this.words = words.toLowerCase();
    this.draw();
  }

  showAll() {
    this.whole = true;
    this.draw();
  }

  /** The rows that pass the filter, sorted. */
  rows() {
    const words = this.words.split(/\s+/).filter((word) => word !== "");
    const left = this.all.filter((row) => {
      const text = row.text.join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return this.sort === null ? left : left.sort((a, b) => this.compare(a, b));
  }

  compare(a, b) {
    const x = a.row[this.sort.column];
    const y = b.row[this.sort.column];
    if (x === null || y === null) {
      return x === y ? a.position - b.position : x === null ? 1 : -1;
    }
    const order =
      typeof x === "number" && typeof y === "number"
        ? x - y
        : String(x).localeCompare(String(y), "en", { numeric: true });
    return order === 0 ? a.position - b.position : this.sort.direction * order;
  }

  draw() {
    const rows = this.rows();
    const some = this.whole ? rows : rows.slice(0, FIRST_ROWS);
    this.body.replaceChildren(...some.map((row, i) => this.line(row, i === 0 ? null : some[i - 1])));
    this.more.hidden = some.length === rows.length;
    this.more.textContent = "show all " + rows.length.toLocaleString("en-US") + " rows";
  }

  line(row, above) {
    const cells = this.columns.map((column, i) => {
      const repeated =
        column.unit === "group" && this.sort === null && above !== null && above.row[i] === row.row[i];
      const look = column.number ? "number" : row.text[i].length > LONG_TEXT ? "long" : null;
      return element("td", { class: look }, repeated ? "" : this.content(row, i));
    });
    return element("tr", {}, cells);
  }

  /** If rows can be selected, the first cell contains a button for it. */
  content(row, i) {
    return this.choose === null || i > 0
      ? row.text[i]
      : element("button", { class: "tool", type: "button", onclick: () => this.choose(row.row) }, row.text[i]);
  }
}
