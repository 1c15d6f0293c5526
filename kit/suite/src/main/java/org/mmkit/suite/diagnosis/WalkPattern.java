// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.record.StrategyStep;

/**
 * What is wrong with the order of a strategy's steps. A pattern is one or more terms between
 * commas, which all have to hold:
 *
 * <ul>
 *   <li>{@code never A}: the call went on beyond where A belongs, and A was not done
 *   <li>{@code A before B}: A was done, and B had not been done by then
 *   <li>{@code A then B}: both were done, A first
 *   <li>{@code A held M}: A was done with mmap_sem in one of the modes M: W for writing, R for
 *       reading, D after a downgrade, 0 for not held
 *   <li>{@code A between B C}: A was done after B, before the next C
 *   <li>{@code A twice}: A was done a second time
 *   <li>{@code ends held}: the walk ends with mmap_sem held
 *   <li>{@code A lost}: A gave an error, and the call returned something else
 *   <li>{@code without A}: the call returned, and A was not done
 *   <li>{@code no A}: A was not done, and no step shows that
 *   <li>{@code at A}: A was done, and it alone shows what is wrong
 *   <li>{@code call fails}: the call returned an error
 *   <li>{@code if proved}: nothing by itself, but it is said only where a run proved it, because
 *       what is right looks the same
 * </ul>
 *
 * <p>A step that gave an error is followed by {@code A.failed}, which can stand in a term as well.
 *
 * <p>Steps that do the same have one name: {@code iterClearGfp} is {@code detach}, {@code
 * subtractLockedVm} is {@code munlock}, {@code zapPageRange} is {@code unmapVmas}, and to wait for
 * the lock in whatever way is {@code down_write} or {@code down_read}; a lock of the strategy's own
 * is meant as well. In what brk, mremap and mmap unmap the caller holds it for writing, which the
 * step {@code caller_holds} says at the beginning; what mmap replaces has the step {@code replaces}
 * behind it.
 */
public final class WalkPattern {
  private static final String FAILED = ".failed";
  private static final String RETURNS = "-> ";

  private static final String CALLER_HOLDS = "caller_holds";
  private static final String REPLACES = "replaces";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("down_write_killable", "down_write"),
          Map.entry("down_write_trylock", "down_write"),
          Map.entry("down_read_trylock", "down_read"),
          Map.entry("mmap_write_lock", "down_write"),
          Map.entry("mmap_read_lock", "down_read"),
          Map.entry("mmap_write_downgrade", "downgrade_write"),
          Map.entry("mmap_write_unlock", "up_write"),
          Map.entry("mmap_read_unlock", "up_read"),
          Map.entry("iterClearGfp", "detach"),
          Map.entry("subtractLockedVm", "munlock"),
          Map.entry("zapPageRange", "unmapVmas"));

  /** By then a munmap that succeeds has done all but the last steps. */
  private static final Set<String> LATE = Set.of("unmapVmas", "freePgtables", "removeVmaList");

  private static final String IF_PROVED = "if proved";

  private final List<String[]> terms = new ArrayList<>();
  private boolean onlyIfProved;

  /**
   * The step of a walk that says that the one before it gave an error.
   *
   * @param text the step's word and the error's name, with a blank in between
   */
  public static String failed(String text) {
    return text.replace(" ", FAILED + " ");
  }

  /** The error of a step that says so; empty for others. */
  static String error(StrategyStep step) {
    int at = step.word().indexOf(FAILED + " ");
    return at < 0 ? "" : step.word().substring(at + FAILED.length() + 1);
  }

  /** The first step of a walk whose caller holds mmap_sem for writing, and releases it. */
  public static StrategyStep callerHolds() {
    return new StrategyStep(CALLER_HOLDS, "");
  }

  /** The second step of a walk that takes out what MAP_FIXED replaces. */
  public static StrategyStep replaces() {
    return new StrategyStep(REPLACES, "");
  }

  /** Whether the lock of a walk is one of the strategy's own. */
  static boolean takesOwnLock(List<StrategyStep> walk) {
    return walk.stream().anyMatch(step -> step.word().matches("mmap_(read|write)_.*"));
  }

  /** What a call returned; empty if it did not. */
  static String result(List<StrategyStep> walk) {
    String last = walk.isEmpty() ? "" : walk.get(walk.size() - 1).word();
    return last.startsWith(RETURNS) ? last.substring(RETURNS.length()) : "";
  }

  /** Reads a pattern. */
  public WalkPattern(String text) {
    for (String term : text.split(",")) {
      if (term.strip().equals(IF_PROVED)) {
        onlyIfProved = true;
      } else {
        terms.add(term.strip().split(" "));
      }
    }
  }

  /** Whether it says nothing where no run proved it. */
  boolean isOnlyIfProved() {
    return onlyIfProved;
  }

  /**
   * The steps that show it, in the order of the walk; empty if the walk is not like that. What is
   * missing is shown by the step before which it belongs.
   */
  public Optional<List<StrategyStep>> in(List<StrategyStep> walk) {
    List<StrategyStep> shown = new ArrayList<>();
    for (String[] term : terms) {
      Optional<List<Integer>> places = places(term, walk);
      if (places.isEmpty()) {
        return Optional.empty();
      }
      if (term[0].equals("at")) {
        shown.clear();
      }
      places.get().forEach(place -> shown.add(walk.get(place)));
    }
    return Optional.of(shown.stream().filter(s -> !s.source().isEmpty()).distinct().toList());
  }

  private static Optional<List<Integer>> places(String[] term, List<StrategyStep> walk) {
    if (term[0].equals("never")) {
      return never(term[1], walk);
    }
    if (term[0].equals("at")) {
      int done = indexOf(term[1], walk, 0);
      return done < 0 ? Optional.empty() : Optional.of(List.of(done));
    }
    if (term[0].equals("no")) {
      return none(indexOf(term[1], walk, 0) < 0);
    }
    if (term[0].equals("without")) {
      return none(!result(walk).isEmpty() && indexOf(term[1], walk, 0) < 0);
    }
    return switch (term[1]) {
      case "before" -> before(term[0], term[2], walk);
      case "then" ->
          indexOf(term[2], walk, 0) < 0 ? Optional.empty() : before(term[0], term[2], walk);
      case "held" -> term[0].equals("ends") ? endsHeld(walk) : held(term[0], term[2], walk);
      case "twice" -> twice(term[0], walk);
      case "lost" -> lost(term[0], walk);
      case "fails" -> none(result(walk).matches("E[A-Z0-9]+"));
      case "between" -> between(term[0], term[2], term[3], walk);
      default -> throw new IllegalStateException("no such term: " + String.join(" ", term));
    };
  }

  /** No step shows it. */
  private static Optional<List<Integer>> none(boolean holds) {
    return holds ? Optional.of(List.of()) : Optional.empty();
  }

  private static Optional<List<Integer>> never(String step, List<StrategyStep> walk) {
    boolean done = indexOf(step, walk, 0) >= 0;
    int late = last(walk);
    return done || late < 0 ? Optional.empty() : Optional.of(List.of(late));
  }

  /** The last of the late steps, if the call went so far and returned. */
  private static int last(List<StrategyStep> walk) {
    boolean returned = !walk.isEmpty() && walk.get(walk.size() - 1).word().startsWith("->");
    int late = -1;
    for (int i = 0; i < walk.size(); i++) {
      late = LATE.contains(name(walk.get(i))) ? i : late;
    }
    boolean over = returned || late >= 0 && late < walk.size() - 1;
    return over ? late : -1;
  }

  private static Optional<List<Integer>> before(
      String first, String second, List<StrategyStep> walk) {
    int at = indexOf(first, walk, 0);
    int other = indexOf(second, walk, 0);
    if (at < 0 || other >= 0 && other < at) {
      return Optional.empty();
    }
    return Optional.of(other < 0 ? List.of(at) : List.of(at, other));
  }

  private static Optional<List<Integer>> between(
      String step, String first, String last, List<StrategyStep> walk) {
    for (int after = indexOf(first, walk, 0); after >= 0; after = indexOf(first, walk, after + 1)) {
      int at = indexOf(step, walk, after + 1);
      int next = indexOf(last, walk, after + 1);
      if (at >= 0 && at < next) {
        return Optional.of(List.of(after, at));
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Integer>> twice(String step, List<StrategyStep> walk) {
    int first = indexOf(step, walk, 0);
    int second = first < 0 ? -1 : indexOf(step, walk, first + 1);
    return second < 0 ? Optional.empty() : Optional.of(List.of(first, second));
  }

  private static Optional<List<Integer>> lost(String step, List<StrategyStep> walk) {
    int at = indexOf(step + FAILED, walk, 0);
    String result = result(walk);
    return at < 0 || result.isEmpty() || error(walk.get(at)).equals(result)
        ? Optional.empty()
        : Optional.of(List.of(at));
  }

  private static Optional<List<Integer>> held(String step, String modes, List<StrategyStep> walk) {
    char mode = atFirst(walk);
    int changed = -1;
    for (int i = 0; i < walk.size(); i++) {
      String word = name(walk.get(i));
      if (word.equals(step) && modes.indexOf(mode) >= 0) {
        return Optional.of(changed < 0 ? List.of(i) : List.of(changed, i));
      }
      char next = modeAfter(mode, word);
      changed = next == mode ? changed : i;
      mode = next;
    }
    return Optional.empty();
  }

  private static Optional<List<Integer>> endsHeld(List<StrategyStep> walk) {
    char mode = atFirst(walk);
    if (mode != '0') {
      return Optional.empty();
    }
    int taken = -1;
    int end = -1;
    for (int i = 0; i < walk.size(); i++) {
      char next = modeAfter(mode, name(walk.get(i)));
      taken = next == mode ? taken : i;
      mode = next;
      end = walk.get(i).source().isEmpty() ? end : i;
    }
    return mode == '0' || end < 0 ? Optional.empty() : Optional.of(List.of(taken, end));
  }

  private static String name(StrategyStep step) {
    String word = step.word();
    int failed = word.indexOf(FAILED);
    String done = failed < 0 ? word : word.substring(0, failed);
    return NAMES.getOrDefault(done, done) + (failed < 0 ? "" : FAILED);
  }

  /** How the caller holds the lock. */
  private static char atFirst(List<StrategyStep> walk) {
    return !walk.isEmpty() && walk.get(0).word().equals(CALLER_HOLDS) ? 'W' : '0';
  }

  private static char modeAfter(char mode, String word) {
    return switch (word) {
      case "down_write" -> 'W';
      case "down_read" -> 'R';
      case "downgrade_write" -> 'D';
      case "up_write", "up_read", "down_write.failed" -> '0';
      default -> mode;
    };
  }

  private static int indexOf(String word, List<StrategyStep> walk, int from) {
    for (int i = from; i < walk.size(); i++) {
      if (name(walk.get(i)).equals(word)) {
        return i;
      }
    }
    return -1;
  }
}
