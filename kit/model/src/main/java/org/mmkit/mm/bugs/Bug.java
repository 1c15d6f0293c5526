// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import org.mmkit.mm.Parts;

/** A bug of the past that can be switched on: what a kernel that has it makes otherwise. */
public interface Bug {

  /** The name of its constant, such as {@code C_01}. */
  String name();

  /** The parts of a kernel that has this bug and no other. */
  Parts parts();

  /** The id in the corpus, such as {@code C-01}. */
  default String id() {
    return name().replace('_', '-');
  }
}
