/** Everything that a browser fetches from the link to the receipt, but for the words of one language. */
export const JOURNEY = ["vote.html", "booth.css", "vote.js", "preact.js", "qr.js", "offline.js"];
