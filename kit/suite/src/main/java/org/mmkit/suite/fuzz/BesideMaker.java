// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.program.Tier;

/** Small concurrent programs: a few mappings, then two to four tasks with one to three calls. */
final class BesideMaker {
  private static final int ARENA = 8;

  private static final Weighted<String> CHOICES =
      new Weighted<String>().add(6, "").add(4, "enomem").add(1, "signal", "enomem,signal");

  /** What a set-up makes beside mappings. */
  private static final Weighted<String> THINGS =
      new Weighted<String>()
          .add(8, "")
          .add(2, "lock", "heap", "segment", "userfaultfd", "window", "limit", "file", "stack")
          .add(2, "huge")
          .add(1, "edge", "pins");

  private final SplitMix64 random;
  private final CallMaker maker;
  private final List<Call> first = new ArrayList<>();

  /** What the first task, and what the others may do with the thing that the set-up made. */
  private String firstWith = "";

  private String othersWith = "";

  BesideMaker(SplitMix64 random) {
    this.random = random;
    this.maker = new CallMaker(random, ARENA);
  }

  Program program(String id) {
    SortedMap<String, String> settings = new TreeMap<>();
    String choices = CHOICES.pick(random);
    if (!choices.isEmpty()) {
      settings.put("choices", choices);
    }
    setUp();
    int kind = random.nextInt(10);
    int count = kind < 8 ? 2 : kind < 9 ? 3 : 4;
    List<TaskProgram> tasks = new ArrayList<>();
    for (int task = 1; task <= count; task++) {
      tasks.add(ProgramMaker.task(task, calls(task)));
    }
    List<Call> last = new ArrayList<>();
    last.add(ProgramMaker.pattern(ARENA));
    Program alone = ProgramMaker.program(id, Tier.RACE, settings, first);
    return alone.with(alone.setup(), tasks, ProgramMaker.open(last));
  }

  private List<Call> calls(int task) {
    List<Call> calls = new ArrayList<>();
    String with = task == 1 ? firstWith : othersWith;
    if (!with.isEmpty() && random.nextInt(2) == 0) {
      for (String text : with.split(";")) {
        calls.add(Call.parse(text));
      }
    } else if (task == 1 || random.nextInt(4) == 0) {
      calls.add(maker.make("unmap"));
    }
    int count = 1 + random.nextInt(2);
    while (calls.size() < count) {
      calls.addAll(besides());
    }
    return calls;
  }

  /** Calls of a task; what they would need to be made is made by no task. */
  private List<Call> besides() {
    List<Call> calls = maker.next(FuzzTable.BESIDE);
    return calls.size() > 1 ? List.of() : calls;
  }

  private void setUp() {
    int maps = 1 + random.nextInt(2);
    for (int i = 0; i < maps; i++) {
      add("map(" + page() + "," + (1 + random.nextInt(4)) + kind() + ")");
    }
    thing();
    add("fill(0," + ARENA + ")");
  }

  private String kind() {
    return switch (random.nextInt(8)) {
      case 0 -> ",RW,'sf'";
      case 1 -> ",RW,'sa'";
      case 2 -> ",RW,'pf'";
      default -> "";
    };
  }

  private void thing() {
    int page = page();
    switch (THINGS.pick(random)) {
      case "lock" -> add("lock(" + page + ",2)");
      case "heap" -> {
        add("brk_init()", "brk(" + (1 + random.nextInt(3)) + ")", "wb(0,'h')");
        uses("brk(" + random.nextInt(2) + ");rb(" + random.nextInt(2) + ")", "wb(0,'i')");
      }
      case "segment" -> add("shm(3)", "shmat(" + page + ")");
      case "userfaultfd" -> {
        add("uffd_open('UNMAP')", "ureg(" + page + ",1)");
        uses("unmap(" + page + ",1);r(" + page + ")", "w(" + page + ",'u')");
      }
      case "window" -> add("arena(0," + ARENA + ")");
      case "limit" -> add("rlim('AS','+" + (1 + random.nextInt(3)) + "')");
      case "file" -> add("map(" + page + ",2,RW,'sm')");
      case "stack" -> {
        add("map(512,1,RW,'pa',ex='GROWSDOWN')", "map(516,1)");
        uses("unmap(516,1)", "w(510,'s')");
      }
      case "huge" -> uses("unmap(0,512)", "map(0,512,RW,'pa',ex='HUGETLB');w(" + page + ",'h')");
      case "edge" -> add("map_raw(TASK-4*P,4*P)");
      case "pins" -> add("gup(" + page + ")");
      default -> {
        // Mappings alone.
      }
    }
  }

  private void uses(String ofFirst, String ofOthers) {
    firstWith = ofFirst;
    othersWith = ofOthers;
  }

  private void add(String... texts) {
    for (String text : texts) {
      Call call = Call.parse(text);
      maker.see(call);
      first.add(call);
    }
  }

  private int page() {
    return random.nextInt(ARENA);
  }
}
