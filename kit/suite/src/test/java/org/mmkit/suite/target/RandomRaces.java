// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import java.util.Random;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

/** Concurrent programs made at random over a dozen pages: any call may meet any other. */
final class RandomRaces {
  private static final int PAGES = 12;
  private static final List<String> PROTS = List.of("R", "RW", "N", "RX", "RW", "RW");
  private static final List<String> KINDS = List.of("pa", "pa", "pa", "sa", "pf", "sf", "sm", "pm");
  private static final List<String> EXTRAS =
      List.of("GROWSDOWN", "", "", "", "LOCKED", "POPULATE", "NORESERVE");
  private static final List<String> ADVICE =
      List.of(
          "DONTNEED",
          "DONTNEED_LOCKED",
          "FREE",
          "REMOVE",
          "DONTFORK",
          "DOFORK",
          "WIPEONFORK",
          "WILLNEED",
          "POPULATE_READ",
          "POPULATE_WRITE",
          "GUARD_INSTALL",
          "GUARD_REMOVE",
          "COLD",
          "SEQUENTIAL",
          "NORMAL");

  private final Random random;
  private final List<String> extras;

  /**
   * Programs of a seed.
   *
   * @param stacks whether mappings may grow downwards
   */
  RandomRaces(long seed, boolean stacks) {
    this.random = new Random(seed);
    this.extras = stacks ? EXTRAS : EXTRAS.subList(1, EXTRAS.size());
  }

  /** A program of two or three tasks, whose results are not judged. */
  Program next(String id) {
    StringBuilder text = new StringBuilder("@" + id + " | made at random | race\n");
    for (int i = 0; i < 3; i++) {
      text.append(map()).append(" => *\n");
    }
    text.append("fill(0,").append(PAGES).append(") => *\n");
    int tasks = 2 + random.nextInt(2);
    for (int task = 1; task <= tasks; task++) {
      for (int i = 0; i < 5; i++) {
        text.append("T").append(task).append(": ").append(call()).append(" => *\n");
      }
    }
    text.append("after: pat(0,").append(PAGES).append(") => *\n");
    return CaseParser.parse("random.cases", text.toString()).get(0);
  }

  private String call() {
    return switch (random.nextInt(31)) {
      case 0, 1, 2, 3 -> "unmap(" + range() + ")";
      case 4, 5 -> map();
      case 6, 7 -> "prot(" + range() + "," + pick(PROTS) + ")";
      case 8, 9, 10 -> "adv(" + range() + ",'" + pick(ADVICE) + "')";
      case 11 -> "lock(" + range() + ")";
      case 12 -> "unlock(" + range() + ")";
      case 13 -> "remap(" + moved() + ")";
      case 14 -> "fork(\"" + access() + ";unmap(" + range() + ");" + access() + "\")";
      case 15 -> random.nextBoolean() ? "msync(" + range() + ",'SYNC')" : "fsync()";
      case 16 -> "ftrunc(" + random.nextInt(16) + ")";
      case 17 -> "fpunch(" + range() + ")";
      case 18 -> "pvr(" + page() + "," + 4096 * (1 + random.nextInt(3)) + ")";
      case 19 -> "mincore(" + range() + ")";
      case 20 -> pick(List.of("gup(", "gupf(", "guest(")) + page() + ")";
      case 21 -> "unpin(" + page() + ")";
      case 22 -> (random.nextBoolean() ? "pinned(" : "fmove(") + page() + ")";
      case 23 -> random.nextBoolean() ? "lockall(3)" : "unlockall()";
      case 24 -> random.nextInt(3) == 0 ? "kill('T2')" : "seal(" + page() + ",1)";
      case 25 -> "pvw(" + page() + "," + 4096 * (1 + random.nextInt(3)) + ")";
      case 26 -> hugeOrShared();
      default -> access();
    };
  }

  /** Mappings that strategies have to treat as special, or whose owners count them. */
  private String hugeOrShared() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> "map(512,1024,RW,'pa',ex='HUGETLB')";
      case 6 -> "map(" + random.nextInt(8) + ",4,RW,'s',fd='dev')";
      case 7 -> "dfind(" + page() + ")";
      case 8 -> "drevoke()";
      case 2 -> "w(" + 512 * (1 + random.nextInt(2)) + ",'h')";
      case 3 -> "unmap(" + 512 * (1 + random.nextInt(2)) + ",512)";
      case 4 -> "fork(\"w(512,'c');unmap(0,1536)\")";
      default -> "prot(512,512," + pick(PROTS) + ")";
    };
  }

  private String access() {
    return switch (random.nextInt(4)) {
      case 0 -> "fill(" + range() + ")";
      case 1 -> "pat(" + range() + ")";
      case 2 -> "r(" + page() + ")";
      default -> "w(" + page() + ",'x')";
    };
  }

  private String map() {
    String type = pick(KINDS);
    String extra = pick(extras);
    return "map("
        + range()
        + ","
        + pick(PROTS)
        + ",'"
        + type
        + "',off="
        + random.nextInt(6)
        + ",ex='"
        + extra
        + "')";
  }

  private String moved() {
    int pages = 1 + random.nextInt(3);
    return page() + "," + pages + "," + (1 + random.nextInt(3)) + ",'MF'," + page();
  }

  private String range() {
    int start = page();
    return start + "," + (1 + random.nextInt(PAGES - start));
  }

  private int page() {
    return random.nextInt(PAGES);
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
