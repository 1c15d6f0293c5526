// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.LockClass;
import org.mmkit.machine.Machine;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.ProtocolLock;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.LockProtocol;
import org.mmkit.unmap.LockRange;

/** The lock that a strategy brings, as the model takes it. */
record KernelProtocol(LockProtocol protocol) implements ProtocolLock.Protocol {
  private static final LockClass MMAP_LOCK = LockClass.nestable("&mm->mmap_lock");

  /** A lock for a new address space. */
  static ProtocolLock newLock(Machine machine, LockProtocol.Maker maker) {
    LockProtocol protocol = maker.make(new Parts(machine));
    return new ProtocolLock(machine, MMAP_LOCK, new KernelProtocol(protocol), 0, Addr.TASK_SIZE);
  }

  @Override
  public int lock(long start, long end, boolean write, boolean killable) {
    int result = protocol.lock(new LockRange(start, end, write), killable);
    if (result != 0 && (!killable || result != -Errno.EINTR)) {
      throw new IllegalStateException(
          "lock returned "
              + result
              + (killable
                  ? "; it returns 0 or -EINTR"
                  : ", but was asked for a wait that no signal ends: it returns 0"));
    }
    return result;
  }

  @Override
  public boolean tryLock(long start, long end, boolean write) {
    return protocol.tryLock(new LockRange(start, end, write));
  }

  @Override
  public void unlock(long start, long end, boolean write) {
    protocol.unlock(new LockRange(start, end, write));
  }

  @Override
  public void downgrade(long start, long end) {
    protocol.downgrade(new LockRange(start, end, true));
  }

  @Override
  public boolean isContended() {
    return protocol.isContended();
  }

  /** What it is made of. */
  private record Parts(Machine machine) implements KernelLocks {
    @Override
    public long taskSize() {
      return Addr.TASK_SIZE;
    }

    @Override
    public KernelLocks.SpinLock newSpinLock(String name) {
      return new KernelSpinLock(
          machine,
          new org.mmkit.machine.SpinLock(machine, LockClass.nestable(name), machine.newId()));
    }

    @Override
    public SequenceCount newSequenceCount(String name) {
      return new KernelSequenceCount(new OrderedCell(machine, machine.newId(), 0, name), name);
    }
  }
}
