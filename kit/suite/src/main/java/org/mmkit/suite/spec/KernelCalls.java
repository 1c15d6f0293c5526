// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Accesses by the kernel on behalf of a program, and pinned pages. */
final class KernelCalls {

  static final int WRITTEN = 'v';
  static final int PIPED = 'p';

  private KernelCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("pvr", turn -> remote(turn, false));
    transitions.put("pvw", turn -> remote(turn, true));
    transitions.put("rd", turn -> pipe(turn, true));
    transitions.put("wr", turn -> pipe(turn, false));
    transitions.put("memrd", KernelCalls::readThroughProc);
    transitions.put("memwr", KernelCalls::writeThroughProc);
    transitions.put("guest", KernelCalls::guest);
    transitions.put("gup", KernelCalls::pin);
    transitions.put("gupf", KernelCalls::pin);
    transitions.put("pinned", KernelCalls::pinned);
    transitions.put("unpin", KernelCalls::unpin);
  }

  /** process_vm_readv and process_vm_writev: the bytes up to the first page that fails. */
  static Answer remote(Turn turn, boolean write) {
    Call call = turn.call();
    long address = turn.address("a");
    long bytes = turn.value("bytes");
    if (call.has("pid") && bytes != 0) {
      return Answer.of("ESRCH");
    }
    long done = 0;
    while (Long.compareUnsigned(done, bytes) < 0) {
      long at = address + done;
      Memory.Touch touch =
          write
              ? Memory.kernel(turn.state(), Pages.of(at), true, false)
              : Memory.pinned(turn.state(), Pages.of(at));
      if (touch.isFault()) {
        return Answer.of(count(call, done, bytes));
      }
      long chunk = Math.min(bytes - done, Pages.SIZE - Pages.offset(at));
      if (write) {
        turn.state().objects.store(touch.frame(), Pages.offset(at), (int) chunk, WRITTEN);
      }
      done += chunk;
    }
    return Answer.of(Long.toString(done));
  }

  /** read and write of a pipe: like the program's own access, but with an errno. */
  static Answer pipe(Turn turn, boolean intoMemory) {
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    if (!Pages.inUserSpace(address, bytes)) {
      return Answer.of("EFAULT");
    }
    long done = 0;
    while (done < bytes) {
      long at = address + done;
      int access = intoMemory ? Attributes.WRITE : Attributes.READ;
      Memory.Touch touch = Memory.user(turn.state(), Pages.of(at), access);
      if (touch.isFault()) {
        break;
      }
      long chunk = Math.min(bytes - done, Pages.SIZE - Pages.offset(at));
      if (intoMemory) {
        turn.state().objects.store(touch.frame(), Pages.offset(at), (int) chunk, PIPED);
      }
      done += chunk;
    }
    return Answer.of(count(turn.call(), done, bytes));
  }

  /** What a call returns that came so far; of a pipe's pages, only whole ones count. */
  static String count(Call call, long done, long bytes) {
    boolean pipe = call.name().equals("rd") || call.name().equals("wr");
    long counted = pipe && done < bytes ? done - done % Pages.SIZE : done;
    return counted == 0 && bytes > 0 ? "EFAULT" : Long.toString(counted);
  }

  static Answer readThroughProc(Turn turn) {
    long address = turn.address("a");
    if (address < 0) {
      return Answer.of("EINVAL");
    }
    Memory.Touch touch = throughProc(turn.state(), Pages.of(address), false);
    if (touch.isFault()) {
      return Answer.of("EIO");
    }
    return Answer.of(MemoryCalls.value(MemoryCalls.load(turn, address, touch)));
  }

  static Answer writeThroughProc(Turn turn) {
    long address = turn.address("a");
    if (address < 0) {
      return Answer.of("EINVAL");
    }
    Memory.Touch touch = throughProc(turn.state(), Pages.of(address), true);
    if (touch.isFault()) {
      return Answer.of("EIO");
    }
    int value = turn.call().character("c", turn.env());
    turn.state().objects.store(touch.frame(), Pages.offset(address), value);
    return Answer.of("1");
  }

  /** Unlike other remote access, that through /proc grows stacks. */
  private static Memory.Touch throughProc(SpecState state, long page, boolean write) {
    if (state.space.at(page) == null) {
      Memory.grow(state, page);
    }
    return Memory.kernel(state, page, write, true);
  }

  /** get_user_pages for reading: the page stays what it was, whatever becomes of the mapping. */
  static Answer pin(Turn turn) {
    long page = Pages.of(turn.address("a"));
    Run run = turn.state().space.at(page);
    boolean fast =
        turn.call().name().equals("gupf")
            && run != null
            && run.attributes().prot() != 0
            && !run.attributes().can(Attributes.READ)
            // An entry that is there is read without a look at the VMA.
            && turn.choices().pick(2) == 1;
    Memory.Touch touch = Memory.kernel(turn.state(), page, false, fast);
    if (touch.isFault()) {
      return Answer.of(touch.fault());
    }
    turn.state().pins.put(page, touch.frame());
    return Answer.OK;
  }

  /** A load by a guest, which sees what its host has mapped. */
  static Answer guest(Turn turn) {
    long address = turn.address("a");
    Memory.Touch touch = Memory.kernel(turn.state(), Pages.of(address), false, false);
    if (touch.isFault()) {
      return Answer.of(touch.fault());
    }
    return Answer.of(MemoryCalls.value(MemoryCalls.load(turn, address, touch)));
  }

  static Answer pinned(Turn turn) {
    long address = turn.address("a");
    Integer frame = turn.state().pins.get(Pages.of(address));
    if (frame == null) {
      return Answer.of("EINVAL");
    }
    if (turn.state().objects.isUnknown(frame)) {
      throw Open.question("what the page holds that is pinned");
    }
    int value = turn.state().objects.content(frame).get(Pages.offset(address));
    return Answer.of(MemoryCalls.value(value));
  }

  static Answer unpin(Turn turn) {
    Integer frame = turn.state().pins.remove(Pages.of(turn.address("a")));
    return frame == null ? Answer.of("EINVAL") : Answer.OK;
  }
}
