// What the page carries: records, the lock, how this edition was made. Records are kept as text, for their bytes are what is hashed.

const carried = new Map();
for (const element of document.querySelectorAll("script[data-record]")) {
  carried.set(element.dataset.record, { text: element.textContent, digest: element.dataset.digest });
}

/** What a text says, or nothing where it is no JSON: somebody may have changed it. */
function parsed(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

const edition = parsed(document.getElementById("edition").textContent);

/** A record by name, parsed once: `figure-1/literal`. Nothing where it cannot be read. */
function record(name) {
  const found = carried.get(name);
  if (found) found.parsed ??= parsed(found.text);
  return found?.parsed;
}

/** What the lock pins, by scale and record: the part of TOML that the lock is written in, sections of `key = "text"`. */
function readLock(text) {
  const pinned = {};
  let section;
  for (const line of text.split("\n")) {
    const head = line.match(/^\[([\w-]+)\.(?:"([^"]+)"|([\w/-]+?))(?:\.(verdicts|controls))?\]$/);
    const entry = line.match(/^"?([^"=]+?)"? = "([^"]*)"$/);
    if (head) {
      const [, scale, quoted, bare, part] = head;
      const record = ((pinned[scale] ??= {})[quoted ?? bare] ??= { verdicts: {}, controls: {} });
      section = part ? record[part] : record;
    } else if (entry && section) {
      section[entry[1]] = entry[2];
    }
  }
  return pinned;
}
