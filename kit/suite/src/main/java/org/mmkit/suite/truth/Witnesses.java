// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.Played;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.ModelAnswers;
import org.mmkit.suite.spec.Possible;
import org.mmkit.suite.target.NotModelled;

/** Asks the kernel, the model and the specification the same. */
final class Witnesses {
  private final StageRequest request;
  private final Host host;

  Witnesses(StageRequest request, Host host) {
    this.request = request;
    this.host = host;
  }

  /**
   * Plays a sequential program.
   *
   * @throws Unplayable if the kernel cannot play it
   * @throws org.mmkit.suite.target.NotModelled if the model lacks what it needs
   */
  Compared ask(Program program) throws Unplayable {
    return compared(program, model(program), host.play(program));
  }

  /**
   * What the kernel and the other witnesses said of a program, or why they did not.
   *
   * @param compared empty if it was skipped
   * @param skipped the reason
   */
  record Asked(Optional<Compared> compared, String skipped) {}

  /** Asks about several programs: the kernel plays some while the model runs others. */
  List<Asked> ask(List<Host.Ready> programs) throws Unplayable {
    List<List<String>> models = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<Host.Answer> answers =
        host.play(
            programs,
            i -> {
              String lacks = "";
              List<String> model = List.of();
              try {
                model = model(programs.get(i).program());
              } catch (NotModelled e) {
                lacks = e.getMessage();
              }
              models.add(model);
              missing.add(lacks);
            });
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String reason = answers.get(i).unplayable();
      reason = reason.isEmpty() ? missing.get(i) : reason;
      asked.add(
          reason.isEmpty()
              ? new Asked(
                  Optional.of(
                      compared(programs.get(i).program(), models.get(i), answers.get(i).played())),
                  "")
              : new Asked(Optional.empty(), reason));
    }
    return asked;
  }

  private List<String> model(Program program) {
    return ModelAnswers.of(host.traits().of(program), request);
  }

  private Compared compared(Program program, List<String> model, Played played) {
    Possible possible = new Possible(host.traits().of(program));
    List<String> words = specification(program, played, possible);
    boolean foreign = host.traits().explain(program, played, request);
    return new Compared(program, played, model, words, possible.why(), foreign);
  }

  /** Follows the kernel, up to the first result that the specification does not allow. */
  private static List<String> specification(Program program, Played played, Possible possible) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < program.setup().size(); i++) {
      String word = "";
      Call call = program.setup().get(i).call();
      if (i >= played.results().size()) {
        possible.lose();
      } else if (possible.isKnown() && !possible.follow(call, played.result(i))) {
        word = possible.legal(call);
        possible.lose();
      }
      words.add(word);
    }
    return words;
  }
}
