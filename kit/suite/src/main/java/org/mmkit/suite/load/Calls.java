// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.mmkit.suite.load.CallForm.Kind.ADVICE;
import static org.mmkit.suite.load.CallForm.Kind.FLAGS;
import static org.mmkit.suite.load.CallForm.Kind.LETTERS;
import static org.mmkit.suite.load.CallForm.Kind.MOVES;
import static org.mmkit.suite.load.CallForm.Kind.NUMBER;
import static org.mmkit.suite.load.CallForm.Kind.PROT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.mm.uapi.Advice;

/** The calls of loads. */
final class Calls {
  private static final TreeMap<String, CallForm> ALL = new TreeMap<>();

  static {
    mappings();
    accesses();
    control();
  }

  private Calls() {}

  static Optional<CallForm> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Collection<String> names() {
    return ALL.keySet();
  }

  /** How each call is written. */
  static List<String> usages() {
    return ALL.values().stream().map(CallForm::usage).toList();
  }

  private static void mappings() {
    put("mmap(bytes,prot,letters,[flags],[at])", Calls::mmap, NUMBER, PROT, LETTERS, FLAGS, NUMBER);
    put(
        "munmap(a,bytes)",
        args -> two(args, (task, a, b) -> task.syscalls().munmap(a, b)),
        NUMBER,
        NUMBER);
    put("sbrk(bytes)", args -> one(args, (task, bytes) -> task.syscalls().sbrk(bytes)), NUMBER);
    put("brk(a)", args -> one(args, (task, address) -> task.syscalls().brk(address)), NUMBER);
    put("mremap(a,old,new,[moves],[at])", Calls::mremap, NUMBER, NUMBER, NUMBER, MOVES, NUMBER);
    put(
        "protect(a,bytes,prot)",
        args -> {
          int prot = args.prot(2);
          return two(args, (task, a, b) -> task.syscalls().mprotect(a, b, prot));
        },
        NUMBER,
        NUMBER,
        PROT);
    put(
        "adv(a,bytes,advice)",
        args -> {
          Advice advice = args.advice(2);
          return two(args, (task, a, b) -> task.syscalls().madvise(a, b, advice));
        },
        NUMBER,
        NUMBER,
        ADVICE);
    put(
        "resident(a,bytes)",
        args -> two(args, (task, a, b) -> task.syscalls().mincore(a, b)),
        NUMBER,
        NUMBER);
  }

  private static Action mmap(Args args) {
    MapWords words = new MapWords(args.word(2), args.word(3));
    Amount bytes = args.number(0);
    Amount at = args.number(4);
    int prot = args.prot(1);
    return task -> task.syscalls().mmap(at.of(task), bytes.of(task), prot, words);
  }

  private static Action mremap(Args args) {
    int flags = MapWords.moves(args.word(3));
    Amount a = args.number(0);
    Amount before = args.number(1);
    Amount after = args.number(2);
    Amount at = args.number(4);
    return task ->
        task.syscalls().mremap(a.of(task), before.of(task), after.of(task), flags, at.of(task));
  }

  private static void accesses() {
    Amount one = task -> 1;
    put(
        "touch(a,bytes,[value])",
        args -> {
          Amount value = args.has(2) ? args.number(2) : one;
          return two(args, (task, a, b) -> task.memory().touch(a, b, (int) value.of(task) & 0xff));
        },
        NUMBER,
        NUMBER,
        NUMBER);
    put(
        "look(a,bytes)",
        args -> two(args, (task, a, b) -> task.memory().look(a, b)),
        NUMBER,
        NUMBER);
    put(
        "expect(a,bytes,value)",
        args -> {
          Amount value = args.number(2);
          return two(args, (task, a, b) -> task.memory().expect(a, b, (int) value.of(task) & 0xff));
        },
        NUMBER,
        NUMBER,
        NUMBER);
  }

  private static void control() {
    put("count(n)", args -> one(args, LoadTask::count), NUMBER);
    put("think(ns)", args -> one(args, LoadTask::think), NUMBER);
    put("sync()", args -> LoadTask::sync);
    put("fork()", args -> LoadTask::fork);
    put("wait()", args -> LoadTask::awaitChildren);
    put("exit()", args -> LoadTask::exit);
  }

  private interface One {
    long run(LoadTask task, long x);
  }

  private interface Two {
    long run(LoadTask task, long x, long y);
  }

  private static Action one(Args args, One body) {
    Amount x = args.number(0);
    return task -> body.run(task, x.of(task));
  }

  private static Action two(Args args, Two body) {
    Amount x = args.number(0);
    Amount y = args.number(1);
    return task -> body.run(task, x.of(task), y.of(task));
  }

  /** The usage names the parameters; those in brackets can be left out. */
  private static void put(String usage, CallForm.Maker maker, CallForm.Kind... kinds) {
    int open = usage.indexOf('(');
    List<CallForm.Param> params = new ArrayList<>();
    int required = 0;
    for (int i = 0; i < kinds.length; i++) {
      String name = usage.substring(open + 1, usage.length() - 1).split(",")[i];
      required += name.startsWith("[") ? 0 : 1;
      params.add(new CallForm.Param(name.replaceAll("[\\[\\]]", ""), kinds[i]));
    }
    String name = usage.substring(0, open);
    ALL.put(name, new CallForm(name, params, required, maker));
  }
}
