// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

/** What the architecture does when memory is unmapped ({@code arch_unmap}). */
public enum ArchHook {
  /** Nothing, as on most machines. */
  NONE("all machines"),
  /** It unmaps the tables of bounds that describe the memory. */
  MPX("x86 with MPX, Linux 3.19 to 5.5");

  private final String machines;

  ArchHook(String machines) {
    this.machines = machines;
  }

  /** The machines that it is on. */
  public String machines() {
    return machines;
  }
}
