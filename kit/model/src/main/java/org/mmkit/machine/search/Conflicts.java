// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;

/**
 * Which steps of two tasks conflict, that is, which may lead elsewhere in the other order.
 *
 * <p>Steps on one object conflict unless both read or both add. Asking for a lock conflicts with
 * asking for it, not with its release, as {@link LockOrder#GRANTS} says; an attempt that does not
 * wait and a look at the queue conflict with both, and so does asking by a task that a signal keeps
 * from waiting. An event between tasks, such as a signal, conflicts with every step, even with a
 * task's start and going on, because the code after any step may ask for the signal.
 *
 * <p>Some steps touch more than the object that they name. A user program's access walks the page
 * tables and fills the TLB: it conflicts with all that is done to tables, TLBs and frames. Others
 * say what else they touch when they are taken: see {@link Extra}.
 */
final class Conflicts {

  /** Touches nothing. */
  static final int NONE = 0;

  static final int READ = 1;
  static final int WRITE = 2;
  static final int ADD = 3;

  /** Asks for a lock, to read. */
  static final int ASK_READ = 4;

  /** Asks for a lock, to write. */
  static final int ASK_WRITE = 5;

  /** Lets go of a lock held for reading. */
  static final int LEAVE_READ = 6;

  /** Lets go of a lock held for writing, or turns it into one held for reading. */
  static final int LEAVE_WRITE = 7;

  /** Conflicts with everything. */
  static final int EVENT = 8;

  /** Number of ways to touch an object. */
  static final int WAYS = 8;

  /** Stands for the page tables, TLBs and frames of a machine, as a user program touches them. */
  static final long TRANSLATION = 0x7fff_ffff_0000_0001L;

  private static final int[] CONFLICTING = new int[EVENT + 1];

  static {
    conflict(READ, WRITE, ADD, ASK_WRITE, LEAVE_WRITE);
    conflict(WRITE, WRITE, ADD, ASK_READ, ASK_WRITE, LEAVE_READ, LEAVE_WRITE);
    conflict(ADD, ASK_READ, ASK_WRITE, LEAVE_READ, LEAVE_WRITE);
    conflict(ASK_WRITE, ASK_READ, ASK_WRITE);
    conflict(EVENT, NONE, READ, WRITE, ADD, ASK_READ, ASK_WRITE, LEAVE_READ, LEAVE_WRITE, EVENT);
  }

  private static final int ACCESSES = Access.values().length;
  private static final byte[] BY_GRANTS = ways(LockOrder.GRANTS);
  private static final byte[] BY_REQUESTS = ways(LockOrder.REQUESTS);
  private static final byte[] IN_TRANSLATION = new byte[BY_GRANTS.length];

  static {
    for (StepKind kind : StepKind.values()) {
      for (Access access : Access.values()) {
        IN_TRANSLATION[index(kind, access)] = (byte) wayInTranslation(kind, access);
      }
    }
  }

  private final LockOrder order;
  private byte[] ways;

  Conflicts(LockOrder order) {
    this.order = order;
    this.ways = order == LockOrder.GRANTS ? BY_GRANTS : BY_REQUESTS;
  }

  /** Takes into account how the locks of a machine behave. */
  void in(Machine machine) {
    ways =
        order == LockOrder.GRANTS && machine.options().waitsAreNeutral() ? BY_GRANTS : BY_REQUESTS;
  }

  private static void conflict(int way, int... others) {
    for (int other : others) {
      CONFLICTING[way] |= 1 << other;
      CONFLICTING[other] |= 1 << way;
    }
  }

  private static byte[] ways(LockOrder order) {
    byte[] ways = new byte[StepKind.values().length * ACCESSES];
    for (StepKind kind : StepKind.values()) {
      for (Access access : Access.values()) {
        ways[index(kind, access)] = (byte) way(kind, access, order);
      }
    }
    return ways;
  }

  private static int way(StepKind kind, Access access, LockOrder order) {
    if (access == Access.NONE) {
      return NONE;
    }
    boolean write = access == Access.WRITE;
    boolean grants = order == LockOrder.GRANTS;
    return switch (kind) {
      case USER_EVENT -> EVENT;
      case LOCK_READ, LOCK_WRITE, SPIN_LOCK -> plain(write, grants ? ASK_READ : READ);
      case UNLOCK, SPIN_UNLOCK, LOCK_DOWNGRADE -> plain(write, grants ? LEAVE_READ : READ);
      default -> access == Access.ADD ? ADD : plain(write, READ);
    };
  }

  /** Each way to write is numbered after the way to read. */
  private static int plain(boolean write, int read) {
    return write ? read + 1 : read;
  }

  /** What the kernel does there is known by its own objects; only user programs pass them by. */
  private static int wayInTranslation(StepKind kind, Access access) {
    return switch (kind) {
      case USER_ACCESS -> access == Access.READ ? ADD : WRITE;
      case PTE_READ, PTE_WRITE, TABLE_WRITE -> READ;
      case TLB_HIT, TLB_FILL, TLB_FLUSH, FRAME_ALLOC, FRAME_FREE -> READ;
      default -> NONE;
    };
  }

  private static int index(StepKind kind, Access access) {
    return kind.ordinal() * ACCESSES + access.ordinal();
  }

  /** How a step touches what it does not name. */
  static int way(Access access) {
    return access == Access.ADD
        ? ADD
        : access == Access.NONE ? NONE : plain(access == Access.WRITE, READ);
  }

  /** The number of a pending step's kind and access. */
  static int index(Task task) {
    return index(task.pendingKind(), task.pendingAccess());
  }

  /** How the pending step of a task touches its object. */
  int way(Task task) {
    int way = ways[index(task)];
    return isAsk(way) && task.killed() ? way - (ASK_READ - READ) : way;
  }

  /** How a step of that index touches {@link #TRANSLATION}. */
  static int inTranslation(int index) {
    return IN_TRANSLATION[index];
  }

  static boolean isAsk(int way) {
    return way == ASK_READ || way == ASK_WRITE;
  }

  /** Whether a step of that kind gets a lock in the end, whatever it conflicts with. */
  static boolean acquires(StepKind kind) {
    return kind == StepKind.LOCK_READ || kind == StepKind.LOCK_WRITE || kind == StepKind.SPIN_LOCK;
  }

  /** Whether a step of that kind lets go of a lock, whatever it conflicts with. */
  static boolean releases(StepKind kind) {
    return kind == StepKind.UNLOCK
        || kind == StepKind.SPIN_UNLOCK
        || kind == StepKind.LOCK_DOWNGRADE;
  }

  /** The ways that conflict with a way if the object is the same, as a set of bits. */
  static int conflicting(int way) {
    return CONFLICTING[way];
  }

  private static boolean conflicting(int way, int other) {
    return (CONFLICTING[way] & 1 << other) != 0;
  }

  /** Whether the pending steps of two tasks conflict. */
  boolean conflict(Task one, Task other) {
    int way = way(one);
    int otherWay = way(other);
    if (conflicting(way, otherWay)
        && (one.pendingObject() == other.pendingObject() || way == EVENT || otherWay == EVENT)) {
      return true;
    }
    int index = index(one);
    int otherIndex = index(other);
    return conflicting(IN_TRANSLATION[index], IN_TRANSLATION[otherIndex]);
  }
}
