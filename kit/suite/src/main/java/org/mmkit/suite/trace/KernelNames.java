// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import org.mmkit.machine.LockMode;
import org.mmkit.suite.load.Site;

/** The functions of Linux 4.18 on x86 that stand for what the model tells. */
final class KernelNames {
  private KernelNames() {}

  /** What a call enters first. */
  static String entry(Site site) {
    return switch (site) {
      case USER -> "user";
      case MMAP, MAP_FIXED -> "__x64_sys_mmap";
      case MUNMAP -> "__x64_sys_munmap";
      case BRK -> "__x64_sys_brk";
      case MREMAP -> "__x64_sys_mremap";
      case MPROTECT -> "__x64_sys_mprotect";
      case MADVISE -> "__x64_sys_madvise";
      case MINCORE -> "__x64_sys_mincore";
      case FORK -> "__x64_sys_fork";
      case EXIT -> "__x64_sys_exit_group";
      case FAULT -> "__do_page_fault";
    };
  }

  /** What opens and closes a gather in a call. */
  static String gather(Site site) {
    return switch (site) {
      case MADVISE -> "zap_page_range";
      case EXIT -> "exit_mmap";
      case MPROTECT -> "change_protection";
      default -> "unmap_region";
    };
  }

  static String acquire(LockMode mode) {
    return mode == LockMode.WRITE ? "down_write" : "down_read";
  }

  static String release(LockMode mode) {
    return mode == LockMode.WRITE ? "up_write" : "up_read";
  }

  static String downgrade() {
    return "downgrade_write";
  }
}
