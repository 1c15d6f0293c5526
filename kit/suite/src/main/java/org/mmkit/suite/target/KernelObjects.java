// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Process;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.SpecialMappings;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.beside.Binder;

/** What the program made last of the things that it does not name: each call replaces it. */
final class KernelObjects {
  @Nullable UserfaultfdCtx userfaultfd;
  @Nullable ShmSegment segment;
  @Nullable Binder binder;

  /** Where special mappings went, by name, that mremap moved. */
  final TreeMap<String, SpecialMappings.Range> moved = new TreeMap<>();

  /** The child that lives on beside the program, until it exits. */
  @Nullable Process child;

  /** Whether a task is about to make that child. */
  boolean forking;
}
