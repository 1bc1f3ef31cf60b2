// Play: the same program with other parameters. Nothing of it is pinned, and it says so.

function field(label, input) {
  return make("label", "", make("span", "", label), input);
}

function choice(options, chosen) {
  const select = make("select");
  for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
  return select;
}

function entry(value, name) {
  const input = make("input");
  input.value = value;
  input.inputMode = name === "seed" ? "numeric" : "decimal";
  input.autocomplete = "off";
  input.spellcheck = false;
  return input;
}

/** A form in which learning rate, noise, seed, activation and length can be changed, and the run that they make. */
function playground(parameters, seed) {
  const inputs = {
    learning_rate: entry(parameters.learning_rate),
    sigma: entry(parameters.sigma),
    seed: entry(seed, "seed"),
    activation: choice([["cubic", "cubic, z³ + νz"], ["sinh", "sinh z"]], parameters.activation),
    noise: choice([["plus-minus", "±σ"], ["gaussian", "Gaussian"], ["none", "none"]], parameters.noise),
    steps: choice([["100000", "100 thousand"], ["1000000", "1 million"], ["10000000", "10 million"]], "1000000"),
  };
  const labels = { learning_rate: "learning rate η", sigma: "label noise σ (a variance)", seed: "root seed", activation: "activation φ", noise: "law of the noise", steps: "steps" };
  if (parameters.sigma_is !== "variance") labels.sigma = "label noise σ";
  const go = make("button", "", "Try it");
  const stage = make("div", "stage");
  const form = make("form", "play", ...Object.entries(inputs).map(([name, input]) => field(labels[name], input)), go);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const read = (name) => inputs[name].value.trim();
    // What is no number goes on as it is: the program names it and says what would be right.
    const number = (name) => (read(name) !== "" && Number.isFinite(Number(read(name))) ? Number(read(name)) : read(name));
    const request = {
      draw: 0,
      seed: read("seed"),
      parameters: { ...parameters, learning_rate: number("learning_rate"), sigma: number("sigma"), activation: read("activation"), noise: read("noise"), steps: Number(read("steps")) },
    };
    go.disabled = true;
    stage.dataset.state = "running";
    const last = await showRun(stage, request, "Play: eigenvalues with your parameters, and what theory predicts");
    stage.dataset.state = last?.kind ?? "cancelled";
    go.disabled = false;
  });
  const summary = make("summary", "", "Play with it");
  const words = make("p", "", make("b", "", "Play, not part of the report: "), "the same program with parameters of your own. Nothing is pinned to compare it with. Dashed is the slope that the finite-step theory predicts, from where it calls the curve late, if that is early enough, or from the middle.");
  const details = make("details", "playground", summary, words, form, stage);
  return details;
}
