// Moving through the steps of a computation: play, pause, step, and back to the start.

/** @typedef {{ play: HTMLButtonElement, step: HTMLButtonElement, back: HTMLButtonElement }} Buttons */

const SECONDS = 3.5;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The position shown lies between 0 and the last step; whole numbers are steps. */
export class Player {
  #last = 0;
  #place = 0;
  #frame = 0;
  #buttons;
  #show;

  /**
   * @param {Buttons} buttons
   * @param {(place: number, playing: boolean) => void} show
   */
  constructor(buttons, show) {
    this.#buttons = buttons;
    this.#show = show;
    buttons.play.addEventListener("click", () => (this.#frame ? this.pause() : this.play()));
    buttons.step.addEventListener("click", () => this.#go(Math.floor(this.#place + 1e-9) + 1));
    buttons.back.addEventListener("click", () => this.#go(0));
  }

  /**
   * Loads another computation and shows its end.
   * @param {number} last
   * @param {number} place
   */
  load(last, place = last) {
    this.#last = last;
    this.#go(place);
  }

  /** Plays from here, or from the start if this is the end; jumps there if reduced motion is preferred. */
  play() {
    if (still.matches) return this.#go(this.#last);
    if (this.#place >= this.#last) this.#place = 0;
    let before = performance.now();
    /** @param {number} now */
    const move = (now) => {
      this.#place = Math.min(this.#last, this.#place + ((now - before) / 1000) * this.#speed());
      before = now;
      if (this.#place >= this.#last) return this.#go(this.#last);
      this.#frame = requestAnimationFrame(move);
      this.#show(this.#place, true);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(move);
    this.#buttons.play.textContent = "Pause";
  }

  pause() {
    this.#go(this.#place);
  }

  /** Steps per second, chosen so that every computation takes equally long. */
  #speed() {
    return this.#last / SECONDS;
  }

  /** @param {number} place */
  #go(place) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#place = Math.min(place, this.#last);
    this.#buttons.play.textContent = "Play";
    this.#show(this.#place, false);
  }
}
