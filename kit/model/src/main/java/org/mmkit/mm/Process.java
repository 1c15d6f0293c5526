// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.RLimits;

/**
 * A process: its pid, its address space (which a vfork child shares), its limits and capabilities.
 */
public final class Process {
  /** Where execve places the heap. */
  static final long HEAP_START = 0x5555_5580_0000L;

  private final int pid;
  private final MmStruct mm;
  private RLimits limits;
  private boolean capIpcLock;
  private boolean dying;

  public Process(int pid, MmStruct mm, RLimits limits, boolean capIpcLock) {
    this.pid = pid;
    this.mm = mm;
    this.limits = limits;
    this.capIpcLock = capIpcLock;
    mm.kernel().addProcess(this);
  }

  /** Its number. */
  public int pid() {
    return pid;
  }

  /** Its address space. */
  public MmStruct mm() {
    return mm;
  }

  /** Its soft limits. */
  public RLimits limits() {
    return limits;
  }

  /** setrlimit(2). */
  public void setLimits(RLimits newLimits) {
    limits = newLimits;
  }

  /** SIGKILL was sent to it: nothing of it runs again but its exit. */
  public void kill() {
    dying = true;
  }

  /** Whether SIGKILL was sent to it. */
  public boolean isDying() {
    return dying;
  }

  /** Whether it has CAP_IPC_LOCK. */
  public boolean capIpcLock() {
    return capIpcLock;
  }

  /** Drops CAP_IPC_LOCK. */
  public void dropCapIpcLock() {
    capIpcLock = false;
  }
}
