// Who is typing, both ways: says it to the room while we type, shows it while others do.

const REPEAT = 2_000; // while typing we say so this often …
const IDLE = 3_000; // … until nothing was typed for so long
const EXPIRES = 5_000; // and what others said is forgotten after this, should their "stopped" never come

export class Typing {
  #line;
  #tell;
  #others = new Map();
  #said = 0;
  #idle;

  constructor(line, tell) {
    this.#line = line;
    this.#tell = tell;
  }

  typed(hasText) {
    clearTimeout(this.#idle);
    if (!hasText) return this.stopped();
    if (Date.now() - this.#said >= REPEAT) {
      this.#said = Date.now();
      this.#tell(true);
    }
    this.#idle = setTimeout(() => this.stopped(), IDLE);
  }

  stopped() {
    clearTimeout(this.#idle);
    if (this.#said === 0) return;
    this.#said = 0;
    this.#tell(false);
  }

  other(nick, on) {
    clearTimeout(this.#others.get(nick));
    this.#others.delete(nick);
    if (on) this.#others.set(nick, setTimeout(() => this.other(nick, false), EXPIRES));
    this.#show();
  }

  clear() {
    for (const timer of this.#others.values()) clearTimeout(timer);
    this.#others.clear();
    clearTimeout(this.#idle);
    this.#said = 0;
    this.#show();
  }

  #show() {
    const nicks = [...this.#others.keys()];
    this.#line.textContent =
      nicks.length === 0 ? "" :
      nicks.length === 1 ? `${nicks[0]} is typing…` :
      nicks.length === 2 ? `${nicks[0]} and ${nicks[1]} are typing…` :
      "Several people are typing…";
  }
}
