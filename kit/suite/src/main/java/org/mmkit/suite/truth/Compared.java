// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.host.Played;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.render.SideBySide;

/**
 * What three witnesses said of a program.
 *
 * @param program its lines may expect results, which are a fourth
 * @param kernel the running kernel
 * @param model the model, by step
 * @param specification by step: empty where it allows what the kernel did, else what it allows
 * @param open which call left nothing for the specification to say of those behind it, and why;
 *     empty if none did
 * @param foreign whether the case expects what another kernel answers, and this one does what model
 *     and specification say of it
 */
record Compared(
    Program program,
    Played kernel,
    List<String> model,
    List<String> specification,
    String open,
    boolean foreign) {

  Compared {
    model = List.copyOf(model);
    specification = List.copyOf(specification);
  }

  /** The first difference of each witness, in the order of the steps. */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>();
    for (int step = 0; step < program.setup().size(); step++) {
      for (Difference one : at(step)) {
        if (all.stream().noneMatch(seen -> seen.witness() == one.witness())) {
          all.add(one);
        }
      }
    }
    return all;
  }

  /** The difference of that kind, if it is among them. */
  Optional<Difference> difference(String kind) {
    return differences().stream().filter(one -> one.kind().equals(kind)).findFirst();
  }

  private List<Difference> at(int index) {
    Step step = program.setup().get(index);
    String truth = kernel.result(index);
    List<Difference> here = new ArrayList<>();
    if (!truth.equals(model.get(index))) {
      here.add(of(Difference.Witness.MODEL, index, model.get(index)));
    }
    if (!specification.get(index).isEmpty()) {
      here.add(of(Difference.Witness.SPECIFICATION, index, specification.get(index)));
    }
    if (!foreign && !step.expected().matches(truth)) {
      here.add(of(Difference.Witness.CASE, index, step.expected().text()));
    }
    return here;
  }

  private Difference of(Difference.Witness witness, int step, String other) {
    return new Difference(
        witness, step, program.setup().get(step).call(), kernel.result(step), other);
  }

  /** The transcripts side by side. */
  List<String> lines() {
    SideBySide table = new SideBySide(program);
    table.column("kernel", kernel::result);
    table.column("model", model::get);
    table.column(
        "specification",
        step -> specification.get(step).isEmpty() ? "allows it" : specification.get(step));
    return table.lines();
  }
}
