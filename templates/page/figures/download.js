// A figure as files: the SVG with its style, its data, the records it is drawn from.

/** SVG as src/figure writes it: attributes in their order, an element without content closed at once. */
function figureXml(node) {
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${escaped(value)}"`).join("");
  const inner = [...node.childNodes].map(figureXml).join("");
  return inner ? `<${node.tagName}${attributes}>${inner}</${node.tagName}>` : `<${node.tagName}${attributes}/>`;
}

/** The figure as it is shown, but for what points at its values, as a file of its own. */
function figureSvg(svg) {
  const copy = svg.cloneNode(true);
  copy.querySelectorAll(".fig-cursor").forEach((cursor) => cursor.remove());
  copy.querySelectorAll(".fig-faint").forEach((part) => part.classList.remove("fig-faint"));
  const rules = document.querySelector("style").textContent;
  // Written apart, so that the page has one such tag.
  const tag = "style";
  const style = `<${tag}>\n${rules.slice(rules.indexOf(":root{--fig-paper:"))}.fig{background:var(--fig-paper)}\n</${tag}>\n`;
  const xml = figureXml(copy);
  const end = xml.indexOf("</desc>\n") + "</desc>\n".length;
  return `${xml.slice(0, end)}${style}${xml.slice(end)}\n`;
}

/** The records that a figure's data come from: one as its own bytes, several in an object by name. */
function figureRecords(data) {
  const named = [...JSON.stringify(data.panels).matchAll(/"@?-?(\d+):/g)].map(([, place]) => Number(place));
  const names = [...new Set(named.length ? named : [0])].sort((a, b) => a - b).map((place) => data.records[place]);
  const text = (name) => carried.get(name).text;
  if (names.length === 1) return text(names[0]);
  return `{${names.map((name) => `${JSON.stringify(name)}:${text(name)}`).join(",")}}`;
}

/** Hands a file to the reader without a request. */
function figureSave(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
