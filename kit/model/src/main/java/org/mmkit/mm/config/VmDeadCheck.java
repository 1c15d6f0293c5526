// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

/** Which faults refuse a VMA that is marked VM_DEAD (series v3 and v4). */
public enum VmDeadCheck {
  /** None: Linux has no such flag. */
  NONE,
  /** Faults of user code only: the test sits in the x86 fault handler (v3). */
  USER_FAULTS,
  /** All faults, those of get_user_pages too: the test sits in handle_mm_fault's helpers (v4). */
  ALL_FAULTS
}
