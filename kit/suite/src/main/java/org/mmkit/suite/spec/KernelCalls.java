// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Call;

/** Accesses by the kernel on behalf of a program, and pinned pages. */
final class KernelCalls {

  static final int WRITTEN = 'v';
  static final int PIPED = 'p';

  private KernelCalls() {}

  /** process_vm_readv and process_vm_writev: the bytes up to the first page that fails. */
  static Answer remote(Turn turn, boolean write) {
    Call call = turn.call();
    if (call.has("pid")) {
      return Answer.of("ESRCH");
    }
    long address = turn.address("a");
    long bytes = turn.value("bytes");
    long done = 0;
    while (Long.compareUnsigned(done, bytes) < 0) {
      long at = address + done;
      Memory.Touch touch = Memory.kernel(turn.state(), Pages.of(at), write, false);
      if (touch.isFault()) {
        return Answer.of(done == 0 ? "EFAULT" : Long.toString(done));
      }
      long chunk = Math.min(bytes - done, Pages.SIZE - Pages.offset(at));
      if (write) {
        overwrite(turn.state(), touch.frame(), Pages.offset(at), (int) chunk, WRITTEN);
      }
      done += chunk;
    }
    return Answer.of(Long.toString(done));
  }

  /** read and write of a pipe: like the program's own access, but with an errno. */
  static Answer pipe(Turn turn, boolean intoMemory) {
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    long done = 0;
    while (done < bytes) {
      long at = address + done;
      int access = intoMemory ? Attributes.WRITE : Attributes.READ;
      Memory.Touch touch = Memory.user(turn.state(), Pages.of(at), access);
      if (touch.isFault()) {
        return Answer.of(done == 0 ? "EFAULT" : Long.toString(done));
      }
      long chunk = Math.min(bytes - done, Pages.SIZE - Pages.offset(at));
      if (intoMemory) {
        overwrite(turn.state(), touch.frame(), Pages.offset(at), (int) chunk, PIPED);
      }
      done += chunk;
    }
    return Answer.of(Long.toString(done));
  }

  private static void overwrite(SpecState state, int frame, int offset, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      state.objects.store(frame, offset + i, value);
    }
  }

  static Answer readThroughProc(Turn turn) {
    long address = turn.address("a");
    Memory.Touch touch = Memory.kernel(turn.state(), Pages.of(address), false, true);
    if (touch.isFault()) {
      return Answer.of("EIO");
    }
    int value = turn.state().objects.content(touch.frame()).get(Pages.offset(address));
    return Answer.of(MemoryCalls.value(value));
  }

  static Answer writeThroughProc(Turn turn) {
    long address = turn.address("a");
    Memory.Touch touch = Memory.kernel(turn.state(), Pages.of(address), true, true);
    if (touch.isFault()) {
      return Answer.of("EIO");
    }
    int value = turn.call().character("c", turn.env());
    turn.state().objects.store(touch.frame(), Pages.offset(address), value);
    return Answer.of("1");
  }

  /** get_user_pages for reading: the page stays what it was, whatever becomes of the mapping. */
  static Answer pin(Turn turn) {
    long page = Pages.of(turn.address("a"));
    Memory.Touch touch = Memory.kernel(turn.state(), page, false, false);
    if (touch.isFault()) {
      return Answer.of(touch.fault());
    }
    turn.state().pins.put(page, touch.frame());
    return Answer.OK;
  }

  static Answer pinned(Turn turn) {
    long address = turn.address("a");
    Integer frame = turn.state().pins.get(Pages.of(address));
    if (frame == null) {
      return Answer.of("EINVAL");
    }
    int value = turn.state().objects.content(frame).get(Pages.offset(address));
    return Answer.of(MemoryCalls.value(value));
  }

  static Answer unpin(Turn turn) {
    Integer frame = turn.state().pins.remove(Pages.of(turn.address("a")));
    return frame == null ? Answer.of("EINVAL") : Answer.OK;
  }
}
