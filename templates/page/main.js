// What happens once the page is there.

const selfCheck = document.getElementById("self-check");
if (selfCheck) (globalThis.requestIdleCallback ?? setTimeout)(() => runSelfCheck(selfCheck));
