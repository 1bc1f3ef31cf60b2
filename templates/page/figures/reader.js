// What the script puts under a figure: the line of values, a few quiet buttons, the list of series.

function figureButton(text, act, pressed) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...[text].flat());
  if (pressed !== undefined) button.setAttribute("aria-pressed", String(pressed));
  button.addEventListener("click", () => act(button));
  return button;
}

/** Buttons that put an axis on the other scale, one for all panels that share the scale they have. */
function figureSwitches(reader) {
  return ["x", "y"].flatMap((name) => [true, false].flatMap((log) => {
    const able = reader.panels.filter((panel) => Boolean(panel[name].log) === log && figureCanSwitch(panel, name));
    if (!able.length) return [];
    const where = able.length < reader.panels.length ? `${able.map(({ index }) => figureLetter(index)).join(", ")}: ` : "";
    const turn = (button) => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      for (const panel of able) {
        panel.switched[name] = on;
        figureDraw(panel);
      }
      figureIsolate(reader, reader.alone);
      figurePoint(reader, undefined);
    };
    return [figureButton(`${where}${log ? "linear" : "log"} ${name}`, turn, false)];
  }));
}

function figureDownloads(reader, id, data) {
  const save = (word, type, text) => {
    const button = figureButton(word, () => figureSave(`${id}.${word.toLowerCase()}`, type, text()));
    button.setAttribute("aria-label", `Download ${word}`);
    return button;
  };
  return [
    save("SVG", "image/svg+xml", () => figureSvg(reader.svg)),
    save("CSV", "text/csv", () => figureCsv(reader.panels)),
    save("JSON", "application/json", () => figureRecords(data)),
  ];
}

/** The list of series, each a button that shows it alone; shut until asked for. */
function figureList(reader, id) {
  const list = document.createElement("ul");
  Object.assign(list, { className: "series", id: `${id}-series`, hidden: true });
  for (const [series, ink] of figureSeries(reader.panels)) {
    const button = figureButton(figureWords(series), () => figureIsolate(reader, reader.alone === series ? undefined : series), false);
    button.classList.add(ink);
    button.figureSeries = series;
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return list;
}

function figureOpen(figure, data) {
  const canvas = figure.querySelector(".canvas");
  const svg = canvas.querySelector("svg");
  const reader = { canvas, svg, told: document.createElement("p"), panels: figurePanels(data, svg) };
  reader.list = figureList(reader, figure.id);
  const title = svg.querySelector("title").textContent;
  const series = figureButton("Series", (button) => {
    reader.list.hidden = !reader.list.hidden;
    button.setAttribute("aria-expanded", String(!reader.list.hidden));
  });
  series.setAttribute("aria-expanded", "false");
  series.setAttribute("aria-controls", reader.list.id);
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", `${title}: tools`);
  tools.append(series, ...figureSwitches(reader), ...figureDownloads(reader, figure.id, data));
  reader.told.className = "told";
  reader.told.setAttribute("aria-live", "polite");
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${title}: values, by arrow keys`);
  canvas.after(reader.told, tools, reader.list);
  figure.classList.add("read");
  figureTell(reader);
  figureListen(reader);
}

// A figure is made readable when it comes near, for its records are large; the room for it is kept by the style.
const figuresCarried = parsed(document.getElementById("figures").textContent) ?? {};
const figureComing = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
    figureComing.unobserve(target);
    figureOpen(target, figuresCarried[target.id]);
  }
}, { rootMargin: "1200px" });
for (const figure of document.querySelectorAll("figure.chart")) {
  if (figuresCarried[figure.id]) figureComing.observe(figure);
}
