// What happens once the page is there.

const rerun = document.getElementById("rerun");
if (rerun) offerRerun(rerun);

const selfCheck = document.getElementById("self-check");
if (selfCheck) (globalThis.requestIdleCallback ?? setTimeout)(() => runSelfCheck(selfCheck));
