// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

/** A task that arrives while a large range is being unmapped, a tenth of the way through. */
enum Probe {
  /** Nobody. */
  NONE("undisturbed", ""),
  /** A task that stores to a page of another mapping for the first time. */
  FAULT_ELSEWHERE("fault elsewhere", "fault_elsewhere_wait_ns"),
  /** A task that loads from the first page of the range, which is gone by then. */
  FAULT_IN_RANGE("fault in the range", "fault_in_range_wait_ns"),
  /** A task that maps a page. */
  MMAP("mmap", "mmap_wait_ns"),
  /** A task that faults elsewhere just after another has queued up to map a page. */
  FAULT_BEHIND_WRITER("fault behind a writer", "fault_behind_writer_wait_ns");

  /** The name of the run in the timeline. */
  final String run;

  /** The measure, or nothing. */
  final String measure;

  Probe(String run, String measure) {
    this.run = run;
    this.measure = measure;
  }
}
