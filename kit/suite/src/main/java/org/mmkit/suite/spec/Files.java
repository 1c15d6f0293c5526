// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** What happens to F beside its mappings. */
final class Files {

  /** The largest size of a file of 4 KiB blocks. */
  static final long BYTES_MAX = (1L << 44) - Pages.SIZE;

  /** A new mapping takes the place of the old one, locked if that was. */
  private static final long KEPT_BY_REMAP = Flag.LOCKED.bit() | Flag.SHM.bit();

  private static final long NONBLOCK = 0x10000;

  private Files() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("ftrunc", Files::truncate);
    transitions.put("fpunch", Files::punchHole);
    transitions.put("fread", Files::read);
    transitions.put("fwrite", Files::write);
    transitions.put("fsync", Files::keep);
    transitions.put("fmove", Files::keep);
    transitions.put("fhuge", Files::keep);
    transitions.put("fd_close", Files::close);
    transitions.put("drevoke", Files::revokeDevice);
    transitions.put("dfind", Files::findDevice);
    transitions.put("rfp", Files::remapPages);
    transitions.put("uprobe", Files::probe);
  }

  static Answer truncate(Turn turn) {
    SpecState state = turn.state();
    if (state.closedFiles.contains("f")) {
      return Answer.of("EBADF");
    }
    long bytes = turn.bytes("n");
    if (bytes < 0) {
      return Answer.of("EINVAL");
    }
    if (bytes > BYTES_MAX) {
      return Answer.of("EFBIG");
    }
    state.objects.resize(Objects.FILE, bytes);
    state.shortestFile = Math.min(state.shortestFile, bytes);
    dropBehind(state, bytes);
    return Answer.OK;
  }

  /** Pages behind the end leave every mapping, private copies included. */
  static void dropBehind(SpecState state, long bytes) {
    if (state.child != null) {
      dropBehind(state.child, bytes);
    }
    long firstGone = bytes / Pages.SIZE + (bytes % Pages.SIZE == 0 ? 0 : 1);
    for (Run run : state.space.runs()) {
      if (run.attributes().object() == Objects.FILE) {
        long from = Math.max(run.start(), firstGone - run.attributes().delta());
        state.frames.subMap(Math.min(from, run.end()), run.end()).clear();
      }
    }
  }

  static Answer punchHole(Turn turn) {
    if (turn.state().closedFiles.contains("f")) {
      return Answer.of("EBADF");
    }
    long from = turn.bytes("a");
    long bytes = turn.bytes("n");
    if (from < 0 || bytes <= 0) {
      return Answer.of("EINVAL");
    }
    if (from + bytes > BYTES_MAX || from + bytes < 0) {
      return Answer.of("EFBIG");
    }
    punch(turn.state(), Objects.FILE, from, from + bytes);
    return Answer.OK;
  }

  /** Clears bytes of an object; private copies keep theirs. */
  static void punch(SpecState state, int object, long from, long to) {
    state.objects.zero(object, from, to);
    dropZeroPages(state, object, from, to);
  }

  /** Pages of zeroes that userfaultfd has put into private mappings are no copies, and go. */
  private static void dropZeroPages(SpecState state, int object, long from, long to) {
    if (state.child != null) {
      dropZeroPages(state.child, object, from, to);
    }
    for (Run run : state.space.runs()) {
      long delta = run.attributes().delta();
      long first = Math.max(run.start(), Pages.of(Pages.alignUp(from)) - delta);
      long last = Math.min(run.end(), Pages.of(to) - delta);
      if (run.attributes().object() == object && first < last) {
        state.frames.subMap(first, last).values().removeIf(frame -> frame == Objects.ZERO_FRAME);
      }
    }
  }

  static Answer read(Turn turn) {
    if (turn.state().closedFiles.contains("f")) {
      return Answer.of("EBADF");
    }
    long position = turn.bytes("a");
    Objects objects = turn.state().objects;
    if (position < 0) {
      return Answer.of("EINVAL");
    }
    if (position >= objects.get(Objects.FILE).bytes()) {
      return Answer.of("EOF");
    }
    int frame = objects.frameOf(Objects.FILE, Pages.of(position));
    return Answer.of(MemoryCalls.value(objects.content(frame).get(Pages.offset(position))));
  }

  static Answer write(Turn turn) {
    SpecState state = turn.state();
    Call call = turn.call();
    if (state.closedFiles.contains("f")) {
      return Answer.of("EBADF");
    }
    long position = turn.bytes("a");
    if (position < 0) {
      return Answer.of("EINVAL");
    }
    if (position >= BYTES_MAX) {
      return Answer.of("EFBIG");
    }
    if (position >= state.objects.get(Objects.FILE).bytes()) {
      state.objects.resize(Objects.FILE, position + 1);
    }
    int frame = state.objects.frameOf(Objects.FILE, Pages.of(position));
    state.objects.store(frame, Pages.offset(position), call.character("c", turn.env()));
    return Answer.OK;
  }

  /** Nothing that calls can see depends on what has reached the disk, or on where a page is. */
  static Answer keep(Turn turn) {
    return turn.state().closedFiles.contains("f") ? Answer.of("EBADF") : Answer.OK;
  }

  static Answer close(Turn turn) {
    turn.state().closedFiles.add(turn.call().text("fd"));
    Unmapping.releaseDevice(turn.state());
    return Answer.OK;
  }

  /** A driver takes its memory back: an access to a mapping of it gets SIGBUS from now on. */
  static Answer revokeDevice(Turn turn) {
    if (turn.state().closedFiles.contains("dev")) {
      return Answer.of("EBADF");
    }
    turn.state().objects.resize(Objects.DEVICE, 0);
    return Answer.OK;
  }

  static Answer findDevice(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    boolean found = run != null && run.attributes().object() == Objects.DEVICE;
    return found ? Answer.OK : Answer.of("EINVAL");
  }

  /** remap_file_pages: another window of the file, put there by mmap. */
  static Answer remapPages(Turn turn) {
    long start = Pages.of(turn.address("a") & -Pages.SIZE);
    long end = start + Pages.of(turn.bytes("n") & -Pages.SIZE);
    long size = turn.bytes("n") & -Pages.SIZE;
    long pgoff = turn.value("pgoff");
    if (turn.call().prot("prot", turn.env()) != 0
        || Long.compareUnsigned(turn.address("a") + size, turn.address("a")) <= 0
        || pgoff + Pages.of(size) < pgoff) {
      return Answer.of("EINVAL");
    }
    List<Run> runs = turn.space().within(start, end);
    Run first = turn.space().at(start);
    if (first == null || !first.attributes().isSharedWritable() || !areAlike(runs, start, end)) {
      return Answer.of("EINVAL");
    }
    if (!turn.state().limits.hasRoomToMap(turn.space())) {
      return Answer.of("ENOMEM");
    }
    return remap(turn, start, end, first.attributes(), pgoff);
  }

  /** Whether mappings lie side by side and are the same but for the place in their file. */
  private static boolean areAlike(List<Run> runs, long start, long end) {
    long next = start;
    for (Run run : runs) {
      Attributes one = run.attributes();
      Attributes first = runs.get(0).attributes();
      if (run.start() != next
          || one.object() != first.object()
          || one.shared() != first.shared()
          || one.flags() != first.flags()
          || one.prot() != first.prot()
          || one.uffd() != first.uffd()) {
        return false;
      }
      next = run.end();
    }
    return next == end;
  }

  private static Answer remap(Turn turn, long start, long end, Attributes old, long pgoff) {
    SpecState state = turn.state();
    Attributes asked = old.with(Flag.LOCKED, old.isLocked() || state.futureFlags != 0);
    String error = Unmapping.check(state, start, end);
    if (!state.limits.mayLockMore(state, asked, end - start)) {
      error = "EAGAIN";
    }
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    Unmapping.unmap(state, start, end);
    if (old.has(Flag.SHM) && SharedCalls.isGone(state, old.object())) {
      return Answer.of("EINVAL");
    }
    Attributes now =
        new Attributes(
            old.prot(),
            old.mayProt(),
            true,
            old.object(),
            pgoff - start,
            old.flags() & KEPT_BY_REMAP | state.futureFlags,
            0);
    state.space.put(start, end, now);
    if ((turn.value("flags") & NONBLOCK) == 0) {
      Memory.populate(state, start, end);
    }
    return Answer.OK;
  }

  /** A breakpoint in the code file. */
  private static Answer probe(Turn turn) {
    long offset = turn.bytes("off");
    if (offset > turn.state().objects.get(Objects.CODE).bytes()) {
      return Answer.of("EINVAL");
    }
    String refused = refusedProbe(turn, Pages.of(offset));
    if (!refused.isEmpty()) {
      return Answer.of(refused);
    }
    turn.state().probes.add(offset);
    return Answer.OK;
  }

  /** Why a breakpoint cannot be put into a page of the code file everywhere; or nothing. */
  private static String refusedProbe(Turn turn, long page) {
    SpecState state = turn.state();
    boolean behindEnd = state.objects.isBehindEnd(Objects.CODE, page);
    String error = behindEnd ? "EIO" : "EFAULT";
    for (Run run : state.space.runs()) {
      long at = page - run.attributes().delta();
      boolean mapped = run.start() <= at && at < run.end();
      if (!mapped || !MemoryCalls.takesProbes(run)) {
        continue;
      }
      if (behindEnd || state.guards.contains(at)) {
        return error;
      }
    }
    // Another process may map the page, with a guard or without.
    boolean other = (state.isChild || state.child != null) && (behindEnd || state.codeGuarded);
    return other && turn.choices().pick(2) == 1 ? error : "";
  }
}
