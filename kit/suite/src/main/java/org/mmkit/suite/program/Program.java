// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A case: what to do and what should come of it. A sequential one has all its steps in the set-up;
 * a concurrent one has tasks, which start together when the set-up is done and share its address
 * space, one on each CPU, and steps that run alone when all tasks have ended.
 *
 * @param header what it says of itself
 * @param settings how the machine and the kernel are set up for it, by key
 * @param steps what it does
 */
public record Program(Header header, SortedMap<String, String> settings, Steps steps) {

  /** Copies the settings. */
  public Program {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** The same case with other steps. */
  public Program with(List<Step> first, List<TaskProgram> beside, List<Step> last) {
    return new Program(header, settings, new Steps(first, beside, last));
  }

  /** The ids of some programs. */
  public static List<String> ids(List<Program> programs) {
    return programs.stream().map(Program::id).toList();
  }

  /** Its id. */
  public String id() {
    return header.id();
  }

  /** Its title. */
  public String title() {
    return header.title();
  }

  /** How much is asked. */
  public Tier tier() {
    return header.tier();
  }

  /** A remark; may be empty. */
  public String note() {
    return header.note();
  }

  /** The rules it aims at. */
  public List<String> aims() {
    return header.aims();
  }

  /** The name of its file, without folders. */
  public String file() {
    return header.file();
  }

  /** The line of its header, from 1. */
  public int line() {
    return header.line();
  }

  /** The steps that run alone first. */
  public List<Step> setup() {
    return steps.setup();
  }

  /** The concurrent tasks, by name. */
  public List<TaskProgram> tasks() {
    return steps.tasks();
  }

  /** The steps that run alone last. */
  public List<Step> after() {
    return steps.after();
  }

  /** Whether one task does everything. */
  public boolean isSequential() {
    return tasks().isEmpty();
  }

  /** Whether its {@code choices} setting names a kind of choice. */
  public boolean leavesToChoice(String kind) {
    return Stream.of(settings.getOrDefault("choices", "").split(","))
        .anyMatch(name -> name.strip().equals(kind));
  }

  /** Whether what is found in it may be shown by a smaller program. */
  public boolean mayShrink() {
    return !settings.getOrDefault("shrink", "yes").equals("no");
  }

  /** All steps: set-up, tasks one after the other, after. */
  public List<Step> allSteps() {
    return steps.all();
  }
}
