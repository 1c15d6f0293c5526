// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

/** Keeps the lock below a stack, as Linux does since CVE-2020-29369. */
public final class PlainSpaceFixed extends PlainSpace {
  /** Made anew for each invocation. */
  public PlainSpaceFixed() {
    super(true);
  }
}
