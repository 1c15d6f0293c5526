// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.WaitQueue;

/**
 * An open userfaultfd: which ranges it is registered on is noted in the VMAs. If it has a monitor,
 * which reads its events and provides pages, munmap waits until an event has been read, and faults
 * on missing pages wait until they are woken; otherwise the events count as read at once.
 */
public final class UserfaultfdCtx {

  /** What the monitor reads: a range was unmapped. */
  public static final class UnmapEvent {
    private final long start;
    private final long end;
    private boolean read;

    private UnmapEvent(long start, long end) {
      this.start = start;
      this.end = end;
    }

    /** First byte. */
    public long start() {
      return start;
    }

    /** First byte behind it. */
    public long end() {
      return end;
    }
  }

  private static final class WaitingFault {
    private final long address;
    private boolean woken;

    private WaitingFault(long address) {
      this.address = address;
    }
  }

  private final MmStruct mm;
  private final boolean eventUnmap;
  private final boolean monitored;
  private final Machine machine;
  private final ArrayDeque<UnmapEvent> events = new ArrayDeque<>();
  private final List<WaitingFault> faults = new ArrayList<>(0);
  private final WaitQueue monitor;
  private final WaitQueue unmappers;
  private final WaitQueue faulters;
  private int mmapChanging;
  private int unmapEvents;

  public UserfaultfdCtx(MmStruct mm, boolean eventUnmap) {
    this(mm, eventUnmap, false);
  }

  public UserfaultfdCtx(MmStruct mm, boolean eventUnmap, boolean monitored) {
    this.mm = mm;
    this.eventUnmap = eventUnmap;
    this.monitored = monitored;
    this.machine = mm.machine();
    this.monitor = new WaitQueue(machine, "an event of userfaultfd");
    this.unmappers = new WaitQueue(machine, "the monitor of a userfaultfd to read an event");
    this.faulters = new WaitQueue(machine, "the monitor of a userfaultfd to provide a page");
    mm.kernel().add(this);
  }

  /** The address space that it watches. */
  public MmStruct mm() {
    return mm;
  }

  /** Whether it asked for UFFD_EVENT_UNMAP. */
  boolean wantsUnmapEvents() {
    return eventUnmap;
  }

  /** Whether it has a monitor. */
  boolean isMonitored() {
    return monitored;
  }

  /** A range is about to be unmapped: until that is known, nothing may be filled in. */
  public void beginUnmap() {
    mmapChanging++;
  }

  /** The munmap failed: there is nothing to tell. */
  void abandonUnmap() {
    mmapChanging--;
  }

  /**
   * Tells that the range is gone, and waits until a monitor has read so or a fatal signal comes.
   */
  public void endUnmap(long start, long end) {
    machine.step(StepKind.HOOK, mm.id(), Access.WRITE);
    if (monitored) {
      awaitMonitor(start, end);
    }
    mmapChanging--;
    unmapEvents++;
  }

  private void awaitMonitor(long start, long end) {
    UnmapEvent event = new UnmapEvent(start, end);
    events.add(event);
    monitor.wakeOne();
    while (!event.read) {
      if (unmappers.sleepKillable() != 0) {
        events.remove(event);
        break;
      }
    }
  }

  /** read(2) by the monitor, which waits for an event; null if a fatal signal came first. */
  public @Nullable UnmapEvent read() {
    machine.step(StepKind.HOOK, mm.id(), Access.WRITE);
    while (events.isEmpty()) {
      if (monitor.sleepKillable() != 0) {
        return null;
      }
    }
    UnmapEvent event = events.remove();
    event.read = true;
    unmappers.wakeAll();
    return event;
  }

  /**
   * A fault releases mmap_sem, waits until the monitor wakes faults at its address, and takes the
   * lock again ({@code handle_userfault}).
   */
  void waitForPage(long address) {
    WaitingFault fault = new WaitingFault(address);
    faults.add(fault);
    mm.mmapSem().upRead();
    while (!fault.woken) {
      if (faulters.sleepKillable() != 0) {
        break;
      }
    }
    faults.remove(fault);
    mm.mmapSem().downRead();
  }

  /** Lets the faults in a range try again. */
  public void wake(long start, long end) {
    boolean any = false;
    for (WaitingFault fault : faults) {
      if (start <= fault.address && fault.address < end) {
        fault.woken = true;
        any = true;
      }
    }
    if (any) {
      machine.step(StepKind.HOOK, mm.id(), Access.WRITE);
      faulters.wakeAll();
    }
  }

  /** Unmap calls whose event is still to be read. */
  public int mmapChanging() {
    return mmapChanging;
  }

  /** Unmap events delivered. */
  public int unmapEvents() {
    return unmapEvents;
  }
}
