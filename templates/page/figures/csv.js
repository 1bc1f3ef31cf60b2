// The data of a figure as CSV, byte for byte the file data/NAME.csv.

/** The shortest digits that read back as the same number; nothing for a gap. */
function figureDigits(value) {
  if (!Number.isFinite(value)) return "";
  if (Object.is(value, -0)) return "-0";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e15)) return String(value);
  return value.toExponential().replace("+", "");
}

const figureLetter = (index) => String.fromCharCode(97 + (index % 26));

/** `panels` with marks that have `name` and `columns`. */
function figureCsv(panels) {
  const quoted = (name) => (/[,"\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const lines = ["panel,series,x,y,low,high"];
  panels.forEach(({ marks }, index) => {
    for (const { name, columns } of marks) {
      const count = Math.max(...Object.values(columns).map((column) => column.length));
      for (let row = 0; row < count; row += 1) {
        const cells = ["x", "y", "low", "high"].map((column) => figureDigits(columns[column]?.[row] ?? NaN));
        lines.push([figureLetter(index), quoted(name), ...cells].join(","));
      }
    }
  });
  return `${lines.join("\n")}\n`;
}
