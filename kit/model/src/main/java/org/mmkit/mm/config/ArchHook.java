// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

/** What the architecture does when memory is unmapped ({@code arch_unmap}). */
public enum ArchHook {
  /** Nothing. */
  NONE,
  /** It unmaps the tables of bounds that describe the memory, as x86 did to Linux 5.5. */
  MPX
}
