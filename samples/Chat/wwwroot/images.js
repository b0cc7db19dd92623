// Images come by the file picker, by paste and by drop; one that cannot be sent is refused here with a sentence,
// because the server's answer to a message over its max-http-buffer-size is to close the connection.

const MAX_BYTES = 700_000;
const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

function problem(file) {
  const name = file.name || "This image";
  if (!TYPES.includes(file.type)) return `${name} cannot be sent: only PNG, JPEG, GIF and WebP images can.`;
  if (file.size > MAX_BYTES) return `${name} is too large (${size(file.size)}). The limit is ${size(MAX_BYTES)}.`;
  if (file.size === 0) return `${name} is empty.`;
  return null;
}

function size(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Calls send(name, type, bytes) for every image given, complain(text) for the others. */
export function watchImages({ input, target, send, complain }) {
  const take = async files => {
    for (const file of files) {
      const why = problem(file);
      if (why) {
        complain(why);
        continue;
      }
      try {
        send(file.name, file.type, await file.arrayBuffer());
      } catch {
        complain(`${file.name} cannot be read.`);
      }
    }
  };

  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = ""; // the same file may be chosen again
    await take(files);
  });

  target.addEventListener("paste", event => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });

  const carriesFiles = event => event.dataTransfer?.types.includes("Files");
  let depth = 0; // every element crossed gives an enter and a leave
  const mark = () => target.classList.toggle("dropping", depth > 0);
  target.addEventListener("dragenter", event => { if (carriesFiles(event)) { depth++; mark(); } });
  target.addEventListener("dragleave", event => { if (carriesFiles(event)) { depth = Math.max(0, depth - 1); mark(); } });
  target.addEventListener("dragover", event => { if (carriesFiles(event)) event.preventDefault(); });
  target.addEventListener("drop", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark();
    take([...event.dataTransfer.files]);
  });
}
