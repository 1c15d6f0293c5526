// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.Signature;
import org.mmkit.suite.program.Signatures;

/**
 * The calls of one program, one after the other: each goes by what those before it have mapped,
 * moved, unmapped and made.
 */
final class CallMaker {
  private static final Set<String> MAPS =
      Set.of("map", "hint", "map_raw", "shmat", "bind_map", "mapb", "rfp");

  /** What a monitor does to memory that it watches, which is seldom anywhere else. */
  private static final Set<String> MONITORS =
      Set.of("ucopy", "uzero", "upoison", "ucont", "uwp", "uunreg");

  private final SplitMix64 random;
  private final Places places;
  private final ArgMaker args;
  private final Set<Resource> made = EnumSet.of(Resource.FILES);
  private @Nullable Energy energy;
  private final Set<String> gone = new TreeSet<>();
  private Span last = Span.pages(0, 1);

  /**
   * Calls of a program that has none.
   *
   * @param arena pages that most of them stay within
   */
  CallMaker(SplitMix64 random, int arena) {
    this.random = random;
    this.places = new Places(random, arena);
    this.args = new ArgMaker(random, places);
  }

  /** The same, but calls that have led to something new of late are made more often. */
  CallMaker(SplitMix64 random, int arena, @Nullable Energy energy) {
    this(random, arena);
    this.energy = energy;
  }

  /** The next call, by the weights of a column of the table, and before it what it needs. */
  List<Call> next(Weighted<Row> column) {
    Row row = column.pick(random);
    Energy feedback = energy;
    while (feedback != null && !feedback.takes(row.call(), random)) {
      row = column.pick(random);
    }
    List<Call> calls = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      if (row.needs().contains(resource) && !made.contains(resource)) {
        if (resource.maker().isEmpty()) {
          return List.of();
        }
        calls.add(make(resource.maker()));
      }
    }
    List<Idiom> idioms = row.idioms();
    if (idioms.isEmpty() || random.nextInt(2) == 0) {
      calls.add(make(row.call()));
    } else {
      List<Call> together = idioms.get(random.nextInt(idioms.size())).calls(random, places.free());
      together.forEach(this::see);
      calls.addAll(together);
    }
    return calls;
  }

  /** A call of that name. */
  Call make(String name) {
    Signature signature = Signatures.find(name).orElseThrow();
    Call call = args.call(signature, place(name), inChild(name));
    if (isGone(call)) {
      List<Arg> other = new ArrayList<>(call.args());
      other.set(signature.indexOf("name"), new Arg.Text(Words.SPECIAL_THAT_STAYS));
      call = new Call(name, other);
    }
    see(call);
    return call;
  }

  private Span place(String name) {
    if (name.startsWith("f") && !name.equals("fill")) {
      return Span.pages(random.nextInt(18), 1 + random.nextInt(3));
    }
    if (name.equals("rb") || name.equals("wb") || name.length() > 3 && name.endsWith("b")) {
      return Span.pages(random.nextInt(6), 1 + random.nextInt(4));
    }
    if (MONITORS.contains(name) && places.isAnyWatched() && random.nextInt(4) != 0) {
      return places.watched();
    }
    if (random.nextInt(5) == 0) {
      return last;
    }
    if (MAPS.contains(name) || name.equals("mmapany")) {
      return places.free();
    }
    boolean pages = Signatures.find(name).orElseThrow().indexOf("n") >= 0;
    return pages || name.endsWith("_raw") || name.equals("remap") ? places.used() : places.page();
  }

  private List<Call> inChild(String name) {
    Signature signature = Signatures.find(name).orElseThrow();
    if (signature.indexOf("ops") < 0) {
      return List.of();
    }
    List<Call> ops = new ArrayList<>();
    int count = name.equals("vfork") ? 1 : 1 + random.nextInt(3);
    while (ops.size() < count) {
      Row row = FuzzTable.IN_CHILD.pick(random);
      Signature op = Signatures.find(row.call()).orElseThrow();
      if (name.equals("vfork") && op.kinds().contains(CallKind.IN_PARTS)) {
        continue; // beside other tasks each page is a call of its own
      }
      ops.add(args.call(op, place(row.call()), List.of()));
    }
    return ops;
  }

  /** Whether a call is about a special mapping that was unmapped: others may lie there now. */
  private boolean isGone(Call call) {
    return call.signature().indexOf("name") >= 0 && gone.contains(call.text("name"));
  }

  /** Whether what a call needs was made before it. */
  boolean isPossible(Call call) {
    return made.containsAll(FuzzTable.row(call).needs())
        && !isGone(call)
        && (!call.name().equals("uevent") && !call.name().equals("kill"))
        && (made.contains(Resource.FILES) || !usesFiles(call));
  }

  private static boolean usesFiles(Call call) {
    boolean mapped = call.signature().indexOf("fd") >= 0 && call.has("fd");
    return mapped || call.signature().indexOf("ops") >= 0;
  }

  /** Learns from a call where something is now, and what there is. */
  void see(Call call) {
    String name = call.name();
    for (Resource resource : Resource.values()) {
      if (resource.maker().equals(name)) {
        made.add(resource);
      }
    }
    switch (name) {
      case "fd_close" -> made.remove(Resource.FILES);
      case "child_exit" -> made.remove(Resource.CHILD);
      case "sp_unmap" -> {
        if (!call.text("name").equals(Words.SPECIAL_THAT_STAYS)) {
          gone.add(call.text("name"));
        }
      }
      default -> follow(call);
    }
  }

  private void follow(Call call) {
    Span span = spanOf(call);
    if (span == null || span.bytes() < 0 || span.bytes() > 4096 * Arena.PAGE) {
      return;
    }
    last = span;
    String name = call.name();
    if (MAPS.contains(name)) {
      places.map(span);
    } else if (name.startsWith("unmap") || name.equals("shmdt")) {
      places.unmap(span);
    } else if (name.equals("ureg")) {
      places.watch(span);
    } else if (name.equals("remap")) {
      places.unmap(span);
      long start = call.has("to") ? call.pages("to", Env.START) : span.start();
      places.map(new Span(start, call.pages("new", Env.START)));
    }
  }

  /** What memory of the arena a call is about, if it says so. */
  static @Nullable Span spanOf(Call call) {
    Signature signature = call.signature();
    if (signature.indexOf("a") == 0) {
      String length =
          signature.indexOf("n") >= 0 ? "n" : signature.indexOf("old") >= 0 ? "old" : "";
      long bytes = length.isEmpty() ? 4096 : call.pages(length, Env.START);
      return new Span(call.pages("a", Env.START), bytes);
    }
    if (signature.indexOf("addr") == 0 && signature.indexOf("bytes") == 1) {
      long start = call.value("addr", Env.START) - Arena.BASE;
      return new Span(start, call.value("bytes", Env.START));
    }
    return null;
  }

  /** Whether an argument depends on where something landed. */
  static boolean isDynamic(Call call) {
    return call.args().stream().anyMatch(a -> a instanceof Arg.Num n && n.expr().isDynamic());
  }
}
