// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.Steps;

/**
 * A sequential program as the player reads it.
 *
 * @param text a line for each call, those of children included
 * @param apart whether it needs a process of its own
 * @param huge whether it uses the pool of huge pages, which all processes share
 * @param slow whether the kernel takes a tenth of a second or more for it
 * @param still whether all of it must run on one CPU
 * @param steps how many results it has
 */
record HostProgram(
    String text, boolean apart, boolean huge, boolean slow, boolean still, int steps) {
  private static final CallMap<Encoder> ENCODERS = new CallMap<>();

  static {
    MappingLines.register(ENCODERS);
    MemoryLines.register(ENCODERS);
    ObjectLines.register(ENCODERS);
    ChildLines.register(ENCODERS);
  }

  /** What is asked of a process whose map is full depends on what else it has mapped. */
  private static final List<String> COUNTS_MAPPINGS =
      List.of("nvma", "maps", "child_maps", "lockall");

  /** Why a real kernel cannot play some calls; any other one without an encoder is the model's. */
  private static final Map<String, String> REASONS = new HashMap<>();

  static {
    String ofProcess = "is a number of the process itself, not of what the program mapped";
    REASONS.put("totalmaps", ofProcess);
    REASONS.put("rollup", ofProcess);
    String ofMachine = "is an event of the machine that a process cannot ask for";
    for (String call : List.of("fmove", "fhuge", "core", "guest", "gup", "gupf")) {
      REASONS.put(call, ofMachine);
    }
    REASONS.put("child_kill", "races with the child's exit");
  }

  /**
   * Writes a program down for the player.
   *
   * @throws Unplayable if a real kernel cannot play it; says why
   */
  static HostProgram of(Program program) throws Unplayable {
    if (!program.isSequential()) {
      throw new Unplayable(
          "a program of several tasks: on a real kernel nobody chooses their order");
    }
    if (!program.settings().isEmpty()) {
      String names = String.join(", ", program.settings().keySet());
      throw new Unplayable("its header sets up the model: " + names);
    }
    Lines lines = new Lines();
    for (Step step : program.setup()) {
      encode(step.call(), lines);
    }
    return of(lines, program.setup().size());
  }

  private static HostProgram of(Lines lines, int steps) {
    return new HostProgram(
        lines.toString(), lines.isApart(), lines.isHuge(), lines.isSlow(), lines.isStill(), steps);
  }

  /**
   * The same program without the calls that a real kernel cannot play, and without settings. Linux
   * 6.18 loses a huge page for good when part of a private mapping of some is moved: beside huge
   * pages nothing is. How many mappings fill a process is its own affair, too.
   */
  static Host.Ready playable(Program program) {
    boolean huge = program.setup().stream().anyMatch(step -> isHuge(step.call()));
    boolean full = program.setup().stream().anyMatch(step -> step.call().name().equals("fillmaps"));
    List<Step> steps = new ArrayList<>();
    Lines lines = new Lines();
    for (Step step : program.setup()) {
      Call call = step.call();
      boolean left =
          huge && has(call, "remap")
              || full && COUNTS_MAPPINGS.stream().anyMatch(name -> has(call, name))
              || leavesSibling(call);
      if (!left && canPlay(call, lines)) {
        steps.add(step);
      }
    }
    Program rest =
        new Program(program.header(), new TreeMap<>(), new Steps(steps, List.of(), List.of()));
    return new Host.Ready(rest, of(lines, steps.size()));
  }

  private static boolean isHuge(Call call) {
    return call.signature().indexOf("ex") >= 0 && call.words("ex").contains("HUGETLB")
        || ops(call).stream().anyMatch(HostProgram::isHuge);
  }

  /** Newer kernels have another mapping beside it, which stays. */
  private static boolean leavesSibling(Call call) {
    return call.name().equals("sp_unmap") && call.text("name").equals("[vvar]");
  }

  private static boolean has(Call call, String name) {
    return call.name().equals(name) || ops(call).stream().anyMatch(op -> has(op, name));
  }

  private static List<Call> ops(Call call) {
    return call.signature().indexOf("ops") >= 0 ? call.ops("ops") : List.of();
  }

  /** Adds the lines of a call, if a real kernel can play it and the player lives on. */
  private static boolean canPlay(Call call, Lines lines) {
    if (!ENCODERS.has(call)) {
      return false;
    }
    try {
      Lines own = new Lines();
      encode(call, own);
      if (own.coversPlayer()) {
        return false;
      }
      lines.add(own);
      return true;
    } catch (Unplayable e) {
      return false;
    }
  }

  static void encode(Call call, Lines out) throws Unplayable {
    if (!ENCODERS.has(call)) {
      String reason = REASONS.getOrDefault(call.name(), "is a call of the model alone");
      throw new Unplayable(call.name() + "() " + reason);
    }
    ENCODERS.get(call).encode(call, out);
    out.end();
  }
}
