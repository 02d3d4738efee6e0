/** The charts on the page, kept so that they can be redrawn in other colours. */
const drawn = [];

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/**
 * Draws a chart in an element.
 *
 * @param option returns the ECharts options for a width in pixels
 */
function chart(place, option) {
  // Not as SVG: ECharts sets inline styles on SVG elements, which the page's CSP forbids.
  const made = echarts.init(place, null, { renderer: "canvas", devicePixelRatio: 2 });
  const draw = () => made.setOption({ ...common(), ...option(place.clientWidth) }, true);
  drawn.push({ made, draw });
  draw();
  new ResizeObserver(() => {
    made.resize();
    draw();
  }).observe(place);
  return { made, draw };
}

function redraw() {
  for (const { made, draw } of drawn) {
    made.resize();
    draw();
  }
}

/** Tooltips are drawn on the canvas, not built as HTML, because names come from the trace. */
function common() {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { color: color("text"), fontFamily: "system-ui, sans-serif" },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: color("back"),
      borderColor: color("line"),
      textStyle: { color: color("text"), fontSize: 12 },
    },
  };
}

function legend() {
  return { top: 0, textStyle: { color: color("text") } };
}

function axis(more) {
  return {
    axisLine: { lineStyle: { color: color("line") } },
    axisLabel: { color: color("faint"), ...more.axisLabel },
    splitLine: { lineStyle: { color: color("line") }, ...more.splitLine },
    nameTextStyle: { color: color("faint") },
    ...Object.fromEntries(
      Object.entries(more).filter(([name]) => name !== "axisLabel" && name !== "splitLine")
    ),
  };
}

/** Indexes of the columns that pass a test. */
function positions(columns, test) {
  return columns.map((column, i) => (test(column) ? i : -1)).filter((i) => i >= 0);
}

/**
 * Formats times for an axis, all with the same number of decimals: as many as needed, at most
 * three.
 */
function seconds(times) {
  const texts = times.map((ns) => (ns / 1e9).toFixed(3));
  const unused = Math.min(...texts.map((text) => text.match(/0*$/)[0].length));
  return times.map((ns) => (ns / 1e9).toFixed(3 - unused) + " s");
}

/**
 * Chart over time: the first count column in the background, the second as a line, others as bars.
 */
function timeline(place, figure) {
  const time = figure.columns.findIndex((column) => column.unit === "offset");
  const counts = positions(figure.columns, (column) => column.unit === "count");
  const [busy, begun, ...others] = counts;
  const name = (i) => figure.columns[i].name;
  const values = (i) => figure.rows.map((row) => row[i]);
  const bar = (i, position) => ({
    name: name(i),
    type: "bar",
    stack: "counts",
    barWidth: "50%",
    yAxisIndex: 1,
    data: values(i),
    itemStyle: { color: color(["series-2", "series-6", "series-3"][position % 3]) },
  });
  chart(place, (width) => ({
    legend: legend(),
    // On a narrow screen the legend needs two lines.
    grid: { left: 8, right: 8, top: width < 640 ? 76 : 48, bottom: 8, containLabel: true },
    tooltip: { ...common().tooltip, trigger: "axis" },
    xAxis: axis({
      type: "category",
      data: seconds(figure.rows.map((row) => row[time])),
      axisLabel: { hideOverlap: true },
    }),
    yAxis: [
      axis({ type: "value", name: name(busy), minInterval: 1 }),
      axis({ type: "value", name: name(begun), minInterval: 1, splitLine: { show: false } }),
    ],
    series: [
      {
        name: name(busy),
        type: "bar",
        barWidth: "100%",
        barGap: "-100%",
        data: values(busy),
        itemStyle: { color: color("series-1"), opacity: 0.25 },
      },
      {
        name: name(begun),
        type: "line",
        yAxisIndex: 1,
        symbolSize: 5,
        data: values(begun),
        lineStyle: { color: color("series-5"), width: 1.5 },
        itemStyle: { color: color("series-5") },
      },
      ...others.map(bar),
    ],
  }));
}

/** The label of each bar or point: the texts of its row. */
function labels(figure, most) {
  const texts = positions(figure.columns, (column) => !column.number).slice(0, most);
  return figure.rows.map((row) => texts.map((i) => row[i] || "").filter(Boolean).join(" \u00b7 "));
}

const ruler = document.createElement("canvas").getContext("2d");

/** The axis with these labels, and a grid with room for them; ECharts reserves too little. */
function labelled(names, width, top) {
  const size = width < 640 ? 9 : 12;
  ruler.font = size + "px system-ui, sans-serif";
  const longest = Math.max(...names.map((name) => ruler.measureText(name).width));
  const room = Math.min(Math.ceil(longest) + 4, width < 640 ? 150 : 360);
  return {
    grid: { left: room + 12, right: 48, top, bottom: 28 },
    yAxis: axis({
      type: "category",
      inverse: true,
      data: names,
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        width: room,
        overflow: "break",
        fontSize: size,
        lineHeight: size + 2,
        color: color("text"),
      },
    }),
  };
}

/** Colours of the classes of drops. */
const CLASSES = { fault: "series-2", everyday: "series-6" };

/** Bar chart: one bar per row, showing the first count column. */
function bars(place, figure) {
  const most = { ...figure, rows: figure.rows.slice(0, 15) };
  const count = figure.columns.findIndex((column) => column.unit === "count");
  place.style.height = 48 + 44 * most.rows.length + "px";
  chart(place, (width) => ({
    ...labelled(labels(most, 4), width, 8),
    xAxis: axis({ type: "value", minInterval: 1 }),
    series: [
      {
        type: "bar",
        name: figure.columns[count].name,
        barMaxWidth: 20,
        label: { show: true, position: "right", color: color("text") },
        data: most.rows.map((row) => ({
          value: row[count],
          itemStyle: { color: color(CLASSES[row[0]] || "series-3") },
        })),
      },
    ],
  }));
}

/** Percentiles: one line of points per row, showing the ns columns on a logarithmic scale. */
function percentiles(place, figure) {
  const times = positions(figure.columns, (column) => column.unit === "ns");
  const most = { ...figure, rows: figure.rows.slice(0, 40) };
  const names = labels(most, 3);
  place.style.height = 90 + 28 * most.rows.length + "px";
  chart(place, (width) => ({
    ...labelled(names, width, 36),
    legend: legend(),
    tooltip: {
      ...common().tooltip,
      formatter: (point) => names[point.data[1]] + "\n" + point.seriesName + " " + UNITS.ns(point.data[0]),
    },
    xAxis: axis({ type: "log", axisLabel: { formatter: (ns) => UNITS.ns(ns), hideOverlap: true } }),
    series: times.map((i, position) => ({
      name: figure.columns[i].name,
      type: "scatter",
      symbol: ["circle", "diamond", "triangle", "rect"][position % 4],
      symbolSize: 9,
      itemStyle: { color: color(["series-1", "series-5", "series-3", "series-2"][position % 4]) },
      // A logarithmic scale cannot show zero.
      data: most.rows.map((row, y) => [row[i], y]).filter(([ns]) => ns > 0),
    })),
  }));
}

/** One line per packet from left to right: where it was, in the colour of the interface. */
function lives(place, figure) {
  const at = Object.fromEntries(figure.columns.map((column, i) => [column.name, i]));
  const packets = [...new Set(figure.rows.map((row) => row[at.packet]))];
  const places = [...new Set(figure.rows.map((row) => row[at.interface] || "unknown"))];
  const colors = [1, 5, 3, 4, 2, 6];
  place.style.height = 96 + 26 * packets.length + "px";
  const bar = (params, api) => {
    const from = api.coord([api.value(0), api.value(2)]);
    const to = api.coord([api.value(1), api.value(2)]);
    return {
      type: "rect",
      // Every step is at least one pixel wide; a gap separates neighbouring steps.
      shape: { x: from[0], y: from[1] - 8, width: Math.max(1, to[0] - from[0] - 0.5), height: 16 },
      style: { fill: api.visual("color") },
    };
  };
  const describe = (row) =>
    ["packet " + row[at.packet], row[at.from] + " > " + row[at.to],
      shown(row[at.time], figure.columns[at.time]), (row[at.interface] || "unknown") + ", CPU " + row[at.cpu],
    ].join("\n");
  chart(place, (width) => ({
    ...labelled(packets.map((packet) => "packet " + packet), width, 36),
    legend: { ...legend(), type: "scroll" },
    tooltip: { ...common().tooltip, formatter: (point) => describe(point.data.row) },
    xAxis: axis({ type: "value", axisLabel: { formatter: (ns) => UNITS.ns(ns), hideOverlap: true } }),
    series: places.map((name, i) => ({
      type: "custom",
      name,
      renderItem: bar,
      encode: { x: [0, 1], y: 2 },
      itemStyle: { color: color("series-" + colors[i % colors.length]) },
      data: figure.rows
        .filter((row) => (row[at.interface] || "unknown") === name)
        .map((row) => ({
          value: [row[at.start], row[at.start] + row[at.time], packets.indexOf(row[at.packet])],
          row,
        })),
    })),
  }));
}
