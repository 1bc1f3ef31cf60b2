// The markup of the figures' texts, `*λ*_{12}`: as runs, as plain text, as elements of the page or of an SVG.

/** Takes markup apart into runs `{ text, level, italic }`, level being "", "sub" or "sup". */
function figureRuns(markup, level = "", outer = false) {
  const runs = [];
  let italic = outer;
  const add = (text, at, slanted) => {
    const last = runs.at(-1);
    if (last?.level === at && last.italic === slanted) last.text += text;
    else runs.push({ text, level: at, italic: slanted });
  };
  for (let rest = markup; rest; ) {
    const [all, escaped, star, mark, braced, bare] = rest.match(/^(?:\\([^])|(\*)|([_^])(?:\{([^}]*)\}|(\S))|[^])/u);
    if (escaped) add(escaped, level, italic);
    else if (star && (italic || rest.indexOf("*", 1) > 0)) italic = !italic;
    else if (mark) {
      for (const run of figureRuns(braced ?? bare, "", italic)) add(run.text, mark === "_" ? "sub" : "sup", run.italic);
    } else add(all, level, italic);
    rest = rest.slice(all.length);
  }
  return runs;
}

const figurePlain = (markup) => figureRuns(markup).map(({ text, level }) => (level === "sup" ? `^${text}` : text)).join("");

/** Markup as nodes of the page. */
function figureWords(markup) {
  return figureRuns(markup).map(({ text, level, italic }) => {
    const node = document.createTextNode(text);
    return [italic && "i", level].filter(Boolean).reduce((inner, name) => {
      const element = document.createElement(name);
      element.append(inner);
      return element;
    }, node);
  });
}

/** What a mark is called, as markup: its label, or its name in the files as it is. */
function figureCalled(mark) {
  return mark.label ?? mark.name.replace(/[_^*\\]/g, "\\$&");
}

/** An element of an SVG. */
function figureElement(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Markup as runs within an SVG text of `size` pixels, the baseline shifted as src/figure/backend.rs does. */
function figureSpanned(markup, size) {
  let baseline = 0;
  return figureRuns(markup).map(({ text, level, italic }) => {
    const wanted = { sub: 0.22 * size, sup: -0.36 * size }[level] ?? 0;
    const dy = wanted - baseline;
    baseline = wanted;
    const classes = [level && "fig-script", italic && "fig-italic"].filter(Boolean).join(" ");
    if (!classes && !dy) return document.createTextNode(text);
    return figureElement("tspan", { ...(classes && { class: classes }), ...(dy && { dy: dy.toFixed(1) }) }, text);
  });
}
