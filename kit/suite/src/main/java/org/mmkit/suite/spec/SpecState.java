// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Program;

/**
 * The abstract state: page to attributes and content, and what the calls need beside it. Mutable;
 * {@link #copy} is cheap for the few pages of a concurrent program.
 */
public final class SpecState {

  static final int TASKS = 5;

  /** The page that the heap begins at. */
  static final long HEAP = 0x5555_5580_0000L >>> Pages.SHIFT;

  /** Where mappings go that the program does not place; above are those of the process itself. */
  static final long ELSEWHERE = 0x7000_0000_0000L >>> Pages.SHIFT;

  Space space = new Space();
  Objects objects = Objects.fresh();

  /** The frames of private pages that were touched. */
  TreeMap<Long, Integer> frames = new TreeMap<>();

  TreeSet<Long> guards = new TreeSet<>();

  /** Pages that UFFDIO_POISON has declared broken. */
  TreeSet<Long> poisoned = new TreeSet<>();

  /** The bounds of pointers, where the architecture has them, by the page of the pointer. */
  TreeMap<Long, Integer> bounds = new TreeMap<>();

  TreeMap<Long, Integer> pins = new TreeMap<>();
  Limits limits = new Limits();
  HugePool hugePool = HugePool.FULL;

  /** LOCKED and ONFAULT bits that new mappings get. */
  long futureFlags;

  /** Whether mappings of the process were locked that the program does not know. */
  boolean allLocked;

  /** Pages that MREMAP_DONTUNMAP made the kernel count twice. */
  long lockedTwice;

  /** The break in bytes from the heap's beginning. */
  long brk;

  int userfaultfds;

  /** Those of them that a child has of its parent, whose memory they watch. */
  int inherited;

  /** Whether a fault may have brought a huge page, and with it pages that were not touched. */
  boolean hugePagesMayCome;

  /** Private pages that MADV_FREE left to be taken, and that were not stored to since. */
  TreeSet<Long> lazilyFreed = new TreeSet<>();

  /** Private pages that a fork shared, and that were not stored to since, nor pinned. */
  TreeSet<Long> forked = new TreeSet<>();

  /** Whether a monitor serves a userfaultfd. */
  boolean monitors;

  int segment;

  /** Segments that go when nothing is attached to them any more. */
  TreeSet<Integer> removedSegments = new TreeSet<>();

  /** The first pages of private huge pages that fork left to two processes. */
  TreeSet<Long> inheritedHuge = new TreeSet<>();

  DriverBuffer binder = new DriverBuffer();

  /** Where probes are in the code file, in bytes. */
  TreeSet<Long> probes = new TreeSet<>();

  /** Whether a guard was put over a page of the code file, which keeps probes out. */
  boolean codeGuarded;

  /** Why nothing more is known of the state; empty while it is known. */
  String unknown = "";

  /** Whether this is the memory of a child. */
  boolean isChild;

  /** The memory of the child that lives on, its objects aside, which are this state's; or null. */
  @Nullable SpecState child;

  /** Whether some private pages may have been shared with a child that lived on. */
  boolean hadChild;

  /** Whether that child was killed. */
  boolean childKilled;

  /** Whether pages were reaped: those that are not there now will not come back. */
  boolean unstable;

  /** The least size of F since the fork. */
  long shortestFile = Long.MAX_VALUE;

  /** The page that a driver mapped beside its memory, or -1. */
  long ring = -1;

  TreeSet<String> closedFiles = new TreeSet<>();

  /** The counters of the programs themselves. */
  TreeMap<String, Integer> counters = new TreeMap<>();

  TreeSet<String> unmappedSpecials = new TreeSet<>();
  TreeSet<String> changedSpecials = new TreeSet<>();

  /** The window for mappings that the kernel places; empty when it may place them anywhere. */
  long windowStart;

  long windowEnd;

  /** Whether tasks may find that memory for a call's own use is not to be had. */
  boolean allocationsFail;

  /** Whether fatal signals from outside may end a task's wait, and with it the task. */
  boolean signalsArrive;

  long elsewhere = ELSEWHERE;
  private final long[] landed = new long[TASKS];

  private SpecState() {}

  /** The state at the start of each program. */
  public static SpecState initial() {
    return new SpecState();
  }

  /** The state at the start of a program whose header may set limits. */
  static SpecState initial(Program program) {
    SpecState state = initial();
    String maps = program.settings().get("maps");
    if (maps != null) {
      state.limits.limitMappings(Integer.parseInt(maps));
    }
    if (program.settings().getOrDefault("with", "").contains("no-zero-page")) {
      state.objects.forbidZeroPage();
    }
    return state;
  }

  /** A state that changes apart from this one. */
  public SpecState copy() {
    SpecState copy = new SpecState();
    copy.space = space.copy();
    copy.objects = objects.copy();
    copy.frames = new TreeMap<>(frames);
    copy.guards = new TreeSet<>(guards);
    copy.poisoned = new TreeSet<>(poisoned);
    copy.bounds = new TreeMap<>(bounds);
    copy.pins = new TreeMap<>(pins);
    copy.limits = limits.copy();
    copy.hugePool = hugePool;
    copy.futureFlags = futureFlags;
    copy.allLocked = allLocked;
    copy.lockedTwice = lockedTwice;
    copy.brk = brk;
    copy.userfaultfds = userfaultfds;
    copy.monitors = monitors;
    copy.inherited = inherited;
    copy.hugePagesMayCome = hugePagesMayCome;
    copy.lazilyFreed = new TreeSet<>(lazilyFreed);
    copy.forked = new TreeSet<>(forked);
    copy.removedSegments = new TreeSet<>(removedSegments);
    copy.inheritedHuge = new TreeSet<>(inheritedHuge);
    copy.segment = segment;
    copy.binder = binder.copy();
    copy.probes = new TreeSet<>(probes);
    copy.codeGuarded = codeGuarded;
    copy.unknown = unknown;
    copy.isChild = isChild;
    copy.child = child == null ? null : child.copy();
    copy.hadChild = hadChild;
    copy.childKilled = childKilled;
    copy.unstable = unstable;
    copy.shortestFile = shortestFile;
    copy.ring = ring;
    copy.closedFiles = new TreeSet<>(closedFiles);
    copy.counters = new TreeMap<>(counters);
    copy.unmappedSpecials = new TreeSet<>(unmappedSpecials);
    copy.changedSpecials = new TreeSet<>(changedSpecials);
    copy.windowStart = windowStart;
    copy.windowEnd = windowEnd;
    copy.elsewhere = elsewhere;
    copy.allocationsFail = allocationsFail;
    copy.signalsArrive = signalsArrive;
    System.arraycopy(landed, 0, copy.landed, 0, TASKS);
    return copy;
  }

  /** Says which failures the tasks of a program have to expect, whatever they do. */
  public void expectFailures(boolean ofAllocations, boolean bySignals) {
    allocationsFail = ofAllocations;
    signalsArrive = bySignals;
  }

  /** L of a task. */
  long landed(int task) {
    return landed[task];
  }

  /** Whether a mapping is a driver's, which mlock and guards leave alone ({@code VM_SPECIAL}). */
  boolean isSpecial(Attributes attributes) {
    return attributes.object() == Objects.DEVICE || binder.isMappedBy(attributes);
  }

  /** Whether a marker makes every access to a page fault. */
  boolean hasMarker(long page) {
    return guards.contains(page) || poisoned.contains(page);
  }

  void land(int task, long page) {
    landed[task] = Pages.relative(page);
  }

  void landAt(int task, long relative) {
    landed[task] = relative;
  }

  /** Drops what private pages of a range held. */
  void forget(long start, long end) {
    frames.subMap(start, end).clear();
    lazilyFreed.subSet(start, end).clear();
    forked.subSet(start, end).clear();
    guards.subSet(start, end).clear();
    poisoned.subSet(start, end).clear();
  }

  /** All that a later call may ask for; what its header says is the same in a whole program. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SpecState that
        && space.equals(that.space)
        && objects.equals(that.objects)
        && frames.equals(that.frames)
        && guards.equals(that.guards)
        && poisoned.equals(that.poisoned)
        && bounds.equals(that.bounds)
        && pins.equals(that.pins)
        && limits.equals(that.limits)
        && hugePool.equals(that.hugePool)
        && futureFlags == that.futureFlags
        && allLocked == that.allLocked
        && lockedTwice == that.lockedTwice
        && brk == that.brk
        && userfaultfds == that.userfaultfds
        && inherited == that.inherited
        && monitors == that.monitors
        && hugePagesMayCome == that.hugePagesMayCome
        && lazilyFreed.equals(that.lazilyFreed)
        && forked.equals(that.forked)
        && removedSegments.equals(that.removedSegments)
        && inheritedHuge.equals(that.inheritedHuge)
        && segment == that.segment
        && binder.equals(that.binder)
        && probes.equals(that.probes)
        && codeGuarded == that.codeGuarded
        && unknown.equals(that.unknown)
        && isChild == that.isChild
        && java.util.Objects.equals(child, that.child)
        && hadChild == that.hadChild
        && childKilled == that.childKilled
        && unstable == that.unstable
        && shortestFile == that.shortestFile
        && ring == that.ring
        && closedFiles.equals(that.closedFiles)
        && counters.equals(that.counters)
        && unmappedSpecials.equals(that.unmappedSpecials)
        && changedSpecials.equals(that.changedSpecials)
        && windowStart == that.windowStart
        && windowEnd == that.windowEnd
        && elsewhere == that.elsewhere
        && Arrays.equals(landed, that.landed);
  }

  @Override
  public int hashCode() {
    return (space.hashCode() * 31 + objects.hashCode()) * 31 + frames.hashCode();
  }
}
