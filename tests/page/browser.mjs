// A real Chromium, as a reader has it: no network, the page from a file. What it must not do is noted.

import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const PAGE = new URL("../../report/index.html", import.meta.url).pathname;

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser. Where there is none, that is an error: a test that is left out looks like one that passes. */
export function launch() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("no Chromium found: install it (apt-get install chromium), or name it in CHROMIUM");
  const quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: quiet });
}

/** Opens a file. `troubles` collects what a page must not do: errors on the console, exceptions, requests. */
export async function open(browser, file = PAGE, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("file://") && !url.startsWith("blob:") && !url.startsWith("data:")) troubles.push(`requests ${url}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, context, troubles };
}
