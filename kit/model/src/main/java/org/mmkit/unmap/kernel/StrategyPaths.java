// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ProtocolLock;
import org.mmkit.machine.RangeLock;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.SpeculativeFault;
import org.mmkit.mm.StackLocking;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.UnmapPaths;
import org.mmkit.mm.VmaLocking;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.LockProtocol;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.Companions.Change;

/** Plugs one instance of a strategy into a modelled kernel. */
// Made by the suite alone, to which the packages of its signatures are exported.
@SuppressWarnings("exports")
public final class StrategyPaths implements UnmapPaths {
  static final Set<Integer> LEGAL =
      Set.of(0, -Errno.EINTR, -Errno.ENOMEM, -Errno.EINVAL, -Errno.EPERM);

  /** What the annotation of a class says; read once, not for each of millions of instances. */
  private record Says(Set<Claim> claims, Era era) {
    static Says of(Class<?> type) {
      Strategy annotation = type.getAnnotation(Strategy.class);
      return annotation == null
          ? new Says(Set.of(), Era.MMAP_SEM)
          : new Says(Set.of(annotation.claims()), annotation.era());
    }
  }

  private static final ClassValue<Says> SAYS =
      new ClassValue<>() {
        @Override
        protected Says computeValue(Class<?> type) {
          return Says.of(type);
        }
      };

  private final UnmapStrategy strategy;
  private final Companions companions;
  private final Says says;
  private boolean taken;

  /** Takes the instance that serves one run. */
  public StrategyPaths(UnmapStrategy strategy) {
    this.strategy = strategy;
    this.companions = Companions.of(strategy.companions(Companions.STANDARD));
    this.says =
        SAYS.get(strategy instanceof InPlaceOf proxy ? proxy.original() : strategy.getClass());
    if (companions.protocol() != null && says.era() == Era.PER_VMA_LOCK) {
      throw new IllegalArgumentException(
          "withLockProtocol goes with era = Era.MMAP_SEM: VMAs have no locks beside the lock of a"
              + " strategy");
    }
  }

  /** Whether the strategy has been called, or its lock made. */
  public boolean wereTaken() {
    return taken;
  }

  @Override
  public long munmap(TaskStruct task, long start, long length) {
    taken = true;
    KernelContext context = new KernelContext(task, says.claims(), UnmapEvents.of(task));
    int result = strategy.munmap(context, start, length);
    Machine machine = task.kernel().machine();
    if (!LEGAL.contains(result)) {
      machine.report(
          UnmapRule.S1,
          "munmap returned " + result + "; it returns 0, -EINTR, -ENOMEM, -EINVAL or -EPERM");
      return -Errno.EINVAL;
    }
    if (result == 0) {
      context.succeeded(true);
    }
    return result;
  }

  @Override
  public int shrinkBrk(TaskStruct task, long start, long length, UnmapEvents events) {
    return shrink("the unmap by brk", companions.brkShrink(), task, start, length, events);
  }

  @Override
  public int shrinkMremap(TaskStruct task, long start, long length, UnmapEvents events) {
    return shrink("the unmap by mremap", companions.mremapShrink(), task, start, length, events);
  }

  private int shrink(
      String name,
      CompanionPaths.@Nullable TailUnmap path,
      TaskStruct task,
      long start,
      long length,
      UnmapEvents events) {
    if (path == null) {
      return new Munmap(task).doMunmap(start, length, events);
    }
    taken = true;
    KernelContext context = new KernelContext(task, says.claims(), events);
    task.mm().coverage().begin(name, start, length);
    int result = path.munmap(context, start, length);
    task.mm().coverage().end(result);
    if (result == 0 || result == 1) {
      context.succeeded(false);
    }
    if (result != 1 && !LEGAL.contains(result)) {
      task.kernel().machine().report(UnmapRule.S1, "unmapping a tail returned " + result);
    }
    return result;
  }

  @Override
  public org.mmkit.mm.@Nullable Replacement replacement(
      TaskStruct task, long start, long length, UnmapEvents events) {
    CompanionPaths.FixedUnmap path = companions.replacing();
    if (path == null) {
      return null;
    }
    KernelContext context = new KernelContext(task, says.claims(), events);
    context.requireVmaLocks("withReplacement");
    return new KernelReplacement(path.begin(context, start, length), context, task);
  }

  @Override
  public VmaLocking vmaLocking() {
    if (companions.protocol() != null) {
      return VmaLocking.lockOfAStrategy();
    }
    return switch (says.era()) {
      case MMAP_SEM -> VmaLocking.mmapSemAlone();
      case PER_VMA_LOCK ->
          companions.has(Change.FILE_FAULTS_UNDER_VMA_LOCK)
              ? VmaLocking.lockOfEachVmaForFilesToo()
              : VmaLocking.lockOfEachVma();
    };
  }

  @Override
  public RangeLock newMmapLock(Machine machine) {
    LockProtocol.Maker maker = companions.protocol();
    if (maker == null) {
      return machine.newSemaphore(Kernel.MMAP_SEM);
    }
    taken = true;
    return KernelProtocol.newLock(machine, maker);
  }

  @Override
  public boolean speculate(SpeculativeFault fault) {
    return fault.mm().mmapSem() instanceof ProtocolLock lock
        && lock.protocol() instanceof KernelProtocol own
        && own.protocol().speculate(new KernelSpeculativeFault(fault));
  }

  @Override
  public StackLocking stackLocking() {
    return companions.has(Change.STACK_GROWS_EXCLUSIVELY) || companions.protocol() != null
        ? StackLocking.EXCLUSIVE
        : StackLocking.SHARED;
  }

  @Override
  public VmDeadCheck vmDeadTest() {
    return companions.vmDeadTest();
  }

  @Override
  public boolean skipVmFlagsInverted() {
    return companions.has(Change.SKIP_VM_FLAGS_INVERTED);
  }
}
