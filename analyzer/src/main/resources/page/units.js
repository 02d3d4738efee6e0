/** Formats values for reading, like the tables of the command line (render/Cells.java). */
const UNITS = {
  count: (value) => value.toLocaleString("en-US"),
  ns: (value) => scaled(value, ["ns", "us", "ms", "s"]),
  offset: (value) => (value / 1e9).toFixed(6) + " s",
  bytes: (value) => scaled(value, ["B", "kB", "MB", "GB", "TB"]),
  "%": (value) => value.toFixed(1) + " %",
};

/** Three significant digits, with a unit that leaves fewer than four before the point. */
function scaled(value, units) {
  let unit = 0;
  let rest = value;
  while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  const size = Math.abs(rest);
  const decimals = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return rest.toFixed(decimals) + " " + units[unit];
}

function shown(value, column) {
  if (value === null) {
    return "";
  }
  const unit = typeof value === "number" ? UNITS[column.unit] : undefined;
  return unit ? unit(value) : String(value);
}
