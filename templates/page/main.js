// What happens once the page is there.

const rerun = document.getElementById("rerun");
if (rerun) offerRerun(rerun);
