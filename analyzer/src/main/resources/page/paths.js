/**
 * Maximum number of nodes in the diagram; once it is reached, the paths with the fewest packets are
 * left out.
 */
const MOST_NODES = 60;

/** Minimum width of a band, relative to the total, so that a few dropped packets remain visible. */
const LEAST_PART = 0.01;

/**
 * The paths of the report as links between stages. A stage that a path visits twice, or in another
 * order than an earlier path, becomes a separate node, because a flow diagram cannot have cycles.
 */
class Paths {
  constructor(figure) {
    const at = (name) => figure.columns.findIndex((column) => column.name === name);
    this.next = new Map();
    this.byId = new Map();
    this.leftOut = 0;
    for (const row of figure.rows) {
      const id = row[at("path")];
      if (!this.byId.has(id)) {
        this.byId.set(id, { id, packets: row[at("packets")], fate: row[at("fate")],
          example: row[at("example")], steps: [] });
      }
      this.byId.get(id).steps.push({ from: row[at("from")], to: row[at("to")], ns: row[at("median")] });
    }
    for (const path of [...this.byId.values()]) {
      if (this.next.size > MOST_NODES) {
        this.byId.delete(path.id);
        this.leftOut++;
      } else {
        path.links = this.links(path);
      }
    }
  }

  links(path) {
    const links = [];
    let last = null;
    for (const step of path.steps) {
      // After missing events the path continues at another stage.
      const from = last !== null && last.name === step.from ? last.node : this.node(step.from, null);
      const node = this.node(step.to, from);
      links.push({ source: from, target: node, ns: step.ns });
      last = { name: step.to, node };
    }
    if (last !== null) {
      links.push({ source: last.node, target: this.join(last.node, "= " + path.fate), ns: null });
    }
    return links;
  }

  /** The first node for this stage that can follow another node without a cycle. */
  node(name, after) {
    for (let copy = 1; ; copy++) {
      const node = copy === 1 ? name : name + " (" + copy + ")";
      if (after === null || (node !== after && !this.reaches(node, after))) {
        return after === null ? this.join(node, null) : this.join(after, node);
      }
    }
  }

  /** Records that one node follows another; returns the following node. */
  join(node, follower) {
    if (!this.next.has(node)) {
      this.next.set(node, new Set());
    }
    if (follower === null) {
      return node;
    }
    this.next.get(node).add(follower);
    return this.join(follower, null);
  }

  reaches(node, other) {
    const seen = new Set([node]);
    for (const met of seen) {
      if (met === other) {
        return true;
      }
      for (const follower of this.next.get(met) || []) {
        seen.add(follower);
      }
    }
    return false;
  }

  list() {
    return [...this.byId.values()];
  }

  through(node) {
    return this.list().filter((path) =>
      path.links.some((link) => link.source === node || link.target === node)
    );
  }
}

/** Draws the flow diagram; a clicked path keeps its colour, the others fade. */
function sankey(place, figure, packetCommand) {
  const paths = new Paths(figure);
  const total = paths.list().reduce((sum, path) => sum + path.packets, 0);
  const said = element("p", { "aria-live": "polite" });
  const all = element("button", { class: "tool", type: "button", onclick: () => follow(null) }, "show all paths");
  let followed = null;
  const depth = Math.max(...paths.list().map((path) => path.links.length), 1);
  place.style.height = 48 * (depth + 1) + "px";

  // A single path needs no wide band.
  const margin = (pixels) => Math.max(28, (pixels - 300 * paths.list().length) / 2);
  const tone = (path) =>
    path.fate.startsWith("dropped") ? color("series-2")
      : path.fate === "unknown" ? color("series-3") : color("series-1");
  const width = (path) => Math.max(path.packets, LEAST_PART * total);
  const link = (path) => (one) => ({
    source: one.source,
    target: one.target,
    value: width(path),
    path,
    ns: one.ns,
    lineStyle: {
      color: tone(path),
      opacity: followed === null ? 0.45 : followed.includes(path) ? 0.8 : 0.06,
    },
  });
  const packets = (stage) =>
    paths.through(stage).reduce((sum, path) => sum + path.packets, 0).toLocaleString("en-US");
  const { made, draw } = chart(place, (pixels) => ({
    tooltip: { ...common().tooltip, formatter: (at) => (at.dataType === "edge" ? about(at.data) : at.name) },
    series: [
      {
        type: "sankey",
        orient: "vertical",
        left: margin(pixels),
        right: margin(pixels),
        top: 24,
        bottom: 8,
        nodeGap: 24,
        nodeWidth: 6,
        draggable: false,
        emphasis: { disabled: true },
        label: {
          position: "top",
          distance: 3,
          color: color("text"),
          fontSize: pixels < 640 ? 9 : 11,
          textBorderColor: color("back"),
          textBorderWidth: 3,
          // Print has no tooltips, so the label includes the count.
          formatter: (stage) => stage.name + (pixels < 640 ? "" : " \u00b7 " + packets(stage.name)),
        },
        itemStyle: { color: color("faint"), borderWidth: 0 },
        data: [...paths.next.keys()].map((name) => ({ name })),
        links: paths.list().flatMap((path) => path.links.map(link(path))),
      },
    ],
  }));

  function about(edge) {
    const time = edge.ns === null ? "" : "\nmedian " + UNITS.ns(edge.ns);
    return edge.source + "\n> " + edge.target + time + "\n" + summary(edge.path);
  }

  function summary(path) {
    return "path " + path.id + ": " + path.packets.toLocaleString("en-US") + " packets, " + path.fate;
  }

  function follow(some) {
    followed = some;
    all.hidden = some === null;
    said.className = some === null ? "hint" : "";
    if (some === null) {
      said.replaceChildren("Click a band or a stage, or choose a path in the table, to follow it.");
    } else {
      const sum = some.reduce((sum, path) => sum + path.packets, 0);
      said.replaceChildren(
        some.length === 1 ? summary(some[0])
          : some.length + " paths, " + sum.toLocaleString("en-US") + " packets",
        "; one of them: ",
        command(packetCommand + " " + some[0].example)
      );
    }
    draw();
  }

  made.on("click", (at) =>
    follow(at.dataType === "edge" ? [at.data.path] : paths.through(at.name))
  );
  place.before(said);
  place.after(element("div", { class: "tools" }, all));
  if (paths.leftOut > 0) {
    place.after(element("p", { class: "faint" },
      paths.leftOut + " paths of few packets are not drawn; the table has them."));
  }
  follow(null);
  const id = figure.columns.findIndex((column) => column.name === "path");
  return (row) => {
    if (paths.byId.has(row[id])) {
      follow([paths.byId.get(row[id])]);
      place.scrollIntoView({ block: "nearest" });
    }
  };
}
