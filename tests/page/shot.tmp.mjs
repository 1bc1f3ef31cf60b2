import { launch, open } from "/work/main/tests/page/browser.mjs";
const b = await launch();
const [,, what, scheme="light", width="1280", out="/tmp/shot.png", height="900"] = process.argv;
const { page } = await open(b, process.env.PAGE ?? "/work/main/report/index.html", { colorScheme: scheme, viewport: { width: +width, height: +height } });
await page.waitForSelector("#self-check[data-state=good]").catch(()=>{});
if (what.startsWith("num:")) { const n = page.locator(`data.num[data-title^='${what.slice(4)}']`).first(); await n.scrollIntoViewIfNeeded(); await n.focus(); }
else await page.locator(what).first().evaluate((e) => e.scrollIntoView({block:"start"}));
await page.waitForTimeout(300);
await page.screenshot({ path: out });
await b.close();
