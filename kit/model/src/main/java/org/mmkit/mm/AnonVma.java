// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** What ties a VMA to its anonymous pages; VMAs with different ones do not merge. */
public final class AnonVma {
  final long id;

  public AnonVma(long id) {
    this.id = id;
  }
}
