// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Call;

class LinearizabilityPropertyTest {

  private static final long SEED = 20180809;
  private static final List<String> CALLS =
      List.of(
          "unmap(0,2)",
          "unmap(1,2)",
          "map(1,1)",
          "map(0,2,R)",
          "map(0,1,RW,'pa',ex='NOREPLACE')",
          "prot(0,3,R)",
          "prot(1,1,RW)",
          "remap(0,1,1,'MF',3)",
          "mmapany(1)",
          "seal(1,1)",
          "maps()");
  private static final List<String> ACCESSES =
      List.of(
          "r(0)",
          "r(1)",
          "lock(0,2)",
          "w(0,'x')",
          "w(1,'y')",
          "pvr(0,2*P)",
          "gup(0)",
          "pinned(0)",
          "adv(0,2,'DONTNEED')",
          "fork('pat(0,4)')");

  private static final SpecState SETUP =
      Specs.after("arena(0,4)", "map(0,3)", "fill(0,3)", "seal(2,1)");

  @Test
  void resultsThatCameAboutInSomeOrderAreExplained() {
    List<String> calls = new ArrayList<>(CALLS);
    calls.addAll(ACCESSES);
    for (long seed = SEED; seed < SEED + 1500; seed++) {
      List<Operation> history = history(new Random(seed), calls, 9);
      assertThat(new Linearizability(SETUP).explain(history))
          .as("seed %d: %s", seed, text(history))
          .isEqualTo(new Explanation.Explained());
    }
  }

  @Test
  void theSearchAgreesWithTryingAllOrders() {
    int illegal = 0;
    for (long seed = SEED; seed < SEED + 1500; seed++) {
      Random random = new Random(seed);
      List<Operation> history = history(random, CALLS, 5);
      mutate(random, history);
      boolean explained = new Linearizability(SETUP).explain(history).isExplained();
      assertThat(explained)
          .as("seed %d: %s", seed, text(history))
          .isEqualTo(someOrderExplains(history, SETUP));
      illegal += explained ? 0 : 1;
    }
    assertThat(illegal).isBetween(300, 1200);
  }

  /** Gives one call the result of another or one that it never has. */
  private static void mutate(Random random, List<Operation> history) {
    int index = random.nextInt(history.size());
    Operation old = history.get(index);
    String result =
        random.nextInt(4) == 0 ? "EFAULT" : history.get(random.nextInt(history.size())).result();
    history.set(
        index, Operation.completed(old.task(), old.call(), result, old.invoked(), old.responded()));
  }

  private static boolean someOrderExplains(List<Operation> left, SpecState state) {
    if (left.isEmpty()) {
      return true;
    }
    for (Operation next : left) {
      boolean due = left.stream().noneMatch(other -> other.responded() < next.invoked());
      if (due) {
        List<Operation> rest = new ArrayList<>(left);
        rest.remove(next);
        for (SpecTarget.Outcome outcome :
            SpecTarget.explain(state, next.task(), next.call(), next.result())) {
          if (someOrderExplains(rest, outcome.state())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Runs random calls of three tasks, each at a random point between its beginning and its end. */
  private static List<Operation> history(Random random, List<String> calls, int count) {
    SpecState state = SETUP.copy();
    List<Operation> history = new ArrayList<>();
    List<Running> running = new ArrayList<>();
    long time = 0;
    int started = 0;
    while (started < count || !running.isEmpty()) {
      time++;
      int task = 1 + random.nextInt(3);
      Running mine = running.stream().filter(other -> other.task == task).findFirst().orElse(null);
      if (mine == null && started < count) {
        String text = calls.get(random.nextInt(calls.size()));
        running.add(new Running(task, Specs.steps(text).get(0).call(), time));
        started++;
      } else if (mine != null && mine.result == null) {
        mine.result = SpecTarget.apply(state, task, mine.call).text();
      } else if (mine != null) {
        history.add(Operation.completed(task, mine.call, mine.result, mine.invoked, time));
        running.remove(mine);
      }
    }
    return history;
  }

  private static final class Running {
    private final int task;
    private final Call call;
    private final long invoked;
    private String result;

    private Running(int task, Call call, long invoked) {
      this.task = task;
      this.call = call;
      this.invoked = invoked;
    }
  }

  private static String text(List<Operation> history) {
    return history.stream()
        .map(o -> o.invoked() + "-" + o.responded() + " " + o.text())
        .collect(Collectors.joining("; "));
  }
}
