// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

/** A format in which a measured point is told in full. */
public enum TraceFormat {
  /** As /proc/lock_stat of Linux 4.18: each class of semaphores, who waited and who held. */
  LOCK_STAT("lock_stat", ".lock_stat.txt"),
  /** As {@code trace-cmd report} prints the tracer function_graph. */
  FUNCTION_GRAPH("function_graph", ".function_graph.txt"),
  /** The Trace Event Format, which Perfetto and chrome://tracing open. */
  CHROME("chrome", ".trace.json");

  private final String text;
  private final String suffix;

  TraceFormat(String text, String suffix) {
    this.text = text;
    this.suffix = suffix;
  }

  /** How parameters write it. */
  public String text() {
    return text;
  }

  /** How names of its files end. */
  public String suffix() {
    return suffix;
  }
}
