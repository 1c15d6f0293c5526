// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/** What is kept of a run whose story is recorded; of any other, its steps or nothing. */
public final class Recorder {

  private final Machine machine;
  private final boolean on;
  private final Trace trace;
  private final Lives lives = new Lives();

  Recorder(Machine machine, TraceDetail detail) {
    this.machine = machine;
    this.on = detail == TraceDetail.STORY;
    this.trace = new Trace(on);
  }

  /** Whether the story is recorded, so that it is worth making words for {@link #note}. */
  public boolean isOn() {
    return on;
  }

  /** The steps recorded. */
  Trace trace() {
    return trace;
  }

  /** Puts words between the step that was taken last and the next one. */
  public void note(Trace.Sort sort, String text) {
    if (isRecording()) {
      trace.note(currentId(), sort, text);
    }
  }

  /**
   * Something came into being that may be freed and used afterwards.
   *
   * @param subject the thing itself, or a name for it
   */
  public void made(Object subject) {
    if (isRecording()) {
      lives.made(subject, event());
    }
  }

  /** Something was freed. */
  public void freed(Object subject) {
    if (isRecording()) {
      lives.freed(subject, event());
    }
  }

  private boolean isRecording() {
    return on && !machine.aborting();
  }

  private Life.Event event() {
    return new Life.Event(trace.size(), currentId(), SourceLine.find());
  }

  private int currentId() {
    Task task = machine.current();
    return task == null ? -1 : task.id();
  }

  /** The locks that tasks hold now; none where nothing is recorded. */
  public Scene now() {
    return scene(null);
  }

  /** What is known now, also of a thing; null is none. */
  Scene scene(@Nullable Object subject) {
    return on ? Scene.of(machine, lives.of(subject)) : Scene.UNKNOWN;
  }
}
