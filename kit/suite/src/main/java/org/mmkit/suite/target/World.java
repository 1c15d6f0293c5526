// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.Task;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Step;

/** What the tasks of one run share: the kernel, the process, its files, and the log of calls. */
final class World {
  /**
   * Stands for the order of calls: whether one has ended before another begins counts, in what
   * order they begin, or end, does not.
   */
  private static final long CALLS = 0x7fff_ffff_0000_0002L;

  /** Stands for what is pinned, and for the open files. */
  private static final long PINS = CALLS + 1;

  private static final long FILES = CALLS + 2;

  /** Number of the code file, or -1 while nobody has opened it. */
  private static final byte PUSH = 0x50;

  private static final byte RET = (byte) 0xc3;

  private @Nullable Inode code;

  private static final int FILE_PAGES = 16;
  private static final int DEVICE_PAGES = 4;
  private static final long PAGE = 4096;

  private final Kernel kernel;
  private final Process process;
  private final TreeMap<String, OpenFile> files = new TreeMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private final TreeMap<String, Flag> flags = new TreeMap<>();
  private final TreeMap<String, OrderedCell> counters = new TreeMap<>();
  private final TreeMap<Long, Integer> pins = new TreeMap<>();
  private final TreeMap<String, Task> tasks = new TreeMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>(0);
  private final KernelObjects objects = new KernelObjects();
  private @Nullable Inode lettered;
  private long events;
  private @Nullable RunWatch watch;

  World(Kernel kernel) {
    this.kernel = kernel;
    this.process = kernel.newProcess();
  }

  Kernel kernel() {
    return kernel;
  }

  /** The process that the program runs in. */
  Process process() {
    return process;
  }

  /** An open file by its letter or word, made fresh at its first use; null once it is closed. */
  @Nullable OpenFile file(String name) {
    boolean fresh = !files.containsKey(name);
    kernel.machine().touched().add(FILES, fresh ? Access.WRITE : Access.READ);
    if (fresh) {
      files.put(name, open(name));
    }
    return files.get(name);
  }

  /** Takes a descriptor away: from now on its letter stands for none. Returns its file, or null. */
  @Nullable OpenFile close(String name) {
    kernel.machine().touched().add(FILES, Access.WRITE);
    return files.put(name, null);
  }

  private OpenFile open(String name) {
    return switch (name) {
      case "f" -> new OpenFile(sameAsF(), true, true);
      case "m" ->
          new OpenFile(new Inode(kernel, Inode.Kind.SHMEM, FILE_PAGES * PAGE).named(), true, true);
      case "u" -> new OpenFile(code(), true, true);
      case "ro" -> new OpenFile(sameAsF(), true, false);
      case "wo" -> new OpenFile(sameAsF(), false, true);
      case "dir" -> new OpenFile(new Inode(kernel, Inode.Kind.DIRECTORY, 0), true, false);
      case "pipe" -> new OpenFile(new Inode(kernel, Inode.Kind.PIPE, 0), true, false);
      case "dev" -> new OpenFile(device(), true, true);
      case "zero" ->
          new OpenFile(new Inode(kernel, Inode.Kind.ZERO, Long.MAX_VALUE >> 1), true, true);
      default -> throw new NotModelled("the descriptor '" + name + "'");
    };
  }

  /** The code file, which its path names, too: a probe needs no descriptor. */
  Inode code() {
    kernel.machine().touched().add(FILES, code == null ? Access.WRITE : Access.READ);
    if (code == null) {
      code = newCode();
    }
    return code;
  }

  private Inode newCode() {
    Inode inode = lettered();
    for (int page = 0; page < FILE_PAGES; page++) {
      // push, ret: behind the letter, which is a prefix of both.
      inode.cache().write(page * PAGE + 1, PUSH);
      inode.cache().write(page * PAGE + 2, RET);
    }
    return inode;
  }

  /** Whether a file still has a name in its folder: the code file alone. */
  boolean hasName(long fileId) {
    return code != null && code.id() == fileId;
  }

  private Inode sameAsF() {
    if (lettered == null) {
      lettered = lettered();
    }
    return lettered;
  }

  private Inode device() {
    Inode inode = new Inode(kernel, Inode.Kind.DEVICE, DEVICE_PAGES * PAGE);
    for (int page = 0; page < DEVICE_PAGES; page++) {
      inode.cache().fillPage(page, (byte) 0);
    }
    return inode;
  }

  /** F: 16 pages, page i filled with the letter 'A' + i. */
  private Inode lettered() {
    Inode inode = new Inode(kernel, Inode.Kind.REGULAR, FILE_PAGES * PAGE).named();
    for (int page = 0; page < FILE_PAGES; page++) {
      inode.cache().fillPage(page, (byte) ('A' + page));
    }
    return inode;
  }

  /** Makes the flags and counters of calls, so that it does not count who comes first to them. */
  void prepare(List<Step> steps) {
    for (Step step : steps) {
      switch (step.call().name()) {
        case "post", "wait" -> flag(step.call().text("name"));
        case "count" -> counter(step.call().text("name"));
        case "watch" -> {
          counter("mapcnt");
          counter("unmapcnt");
        }
        default -> {}
      }
    }
  }

  /** A flag of the program by its name. */
  Flag flag(String name) {
    return flags.computeIfAbsent(name, key -> new Flag(kernel.machine(), key));
  }

  /** The unnamed things that calls refer to. */
  KernelObjects objects() {
    return objects;
  }

  /** A counter of the program by its name. */
  OrderedCell counter(String name) {
    Machine machine = kernel.machine();
    return counters.computeIfAbsent(name, key -> new OrderedCell(machine, machine.newId(), 0));
  }

  /** The frames that tasks have pinned, by page number. */
  TreeMap<Long, Integer> pins() {
    kernel.machine().touched().add(PINS, Access.WRITE);
    return pins;
  }

  /** The concurrent tasks by name. */
  TreeMap<String, Task> tasks() {
    return tasks;
  }

  /** Shows the calls from now on to somebody, or to nobody any more. */
  void watch(@Nullable RunWatch onlooker) {
    watch = onlooker;
    kernel.machine().watch(onlooker);
  }

  @Nullable RunWatch onlooker() {
    return watch;
  }

  long nextEvent() {
    return events++;
  }

  int begin(String task, Step step) {
    kernel.machine().touched().add(CALLS, Access.ADD);
    observations.add(new Observation(task, step, null, nextEvent(), Long.MAX_VALUE));
    return observations.size() - 1;
  }

  void end(int index, String result, boolean ranOut) {
    kernel.machine().touched().add(CALLS, Access.READ);
    Observation begun = observations.get(index);
    observations.set(
        index,
        new Observation(begun.task(), begun.step(), result, begun.invoked(), nextEvent(), ranOut));
  }

  /** Remembers the mappings as they are now, if steps are recorded. */
  void takeSnapshot() {
    Machine machine = kernel.machine();
    if (machine.recorder().isOn()) {
      long from = Arena.BASE - Arena.MARGIN * PAGE;
      List<String> maps = ProcMaps.peek(process.mm(), from, Arena.BASE + Arena.PAGES * PAGE);
      snapshots.add(new Snapshot(machine.trace().size(), maps));
    }
  }

  List<Snapshot> snapshots() {
    return snapshots;
  }

  List<Observation> observations() {
    return observations;
  }
}
