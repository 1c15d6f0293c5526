// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmkit.suite.explore.SweepRow.Around;
import org.mmkit.suite.explore.SweepRow.Hole;
import org.mmkit.suite.explore.SweepRow.Kind;
import org.mmkit.suite.explore.SweepRow.Path;
import org.mmkit.suite.explore.SweepRow.Trouble;
import org.mmkit.suite.explore.SweepRow.Where;

/**
 * The scenario of a row, as text. The pages that go end where a page table ends, so that a stack
 * can begin there. Two tasks run: T1 on the CPU of the set-up, whose TLB knows the pages that the
 * set-up touched. It unmaps if the row is of one task; else T2 does, and T1 is the one who can see
 * a flush that comes too late.
 */
final class SweepProgram {
  private static final int HUGE = 512;
  private static final int END = 4 * HUGE;

  /** Pages of the heap that stay. */
  private static final int HEAP = 4;

  private final SweepRow row;
  private final List<String> lines = new ArrayList<>();
  private final int start;
  private final int end;

  /** A page that is stored to and goes. */
  private final int touched;

  private SweepProgram(SweepRow row) {
    this.row = row;
    this.start = row.ofHeap() ? HEAP : END - row.pages();
    this.end = start + row.pages();
    this.touched = lastPlain();
  }

  /** The case of a row. */
  static String of(String id, SweepRow row) {
    SweepProgram program = new SweepProgram(row);
    program.write();
    return program.header(id) + String.join("\n", program.lines) + "\n";
  }

  private String header(String id) {
    String choices =
        switch (row.trouble()) {
          case ENOMEM -> " | choices=enomem";
          case SIGNAL -> " | choices=signal";
          default -> "";
        };
    return "@" + id + " | " + title() + " | explore" + choices + "\n";
  }

  private String title() {
    String special =
        row.kind() == Kind.PLAIN ? "" : ", " + word(row.where()) + " of them " + word(row.kind());
    return String.format(
        Locale.ROOT,
        "%s of %d pages in %d VMAs%s; beside: %s; hole: %s%s; trouble: %s; then: %s",
        word(row.path()),
        row.pages(),
        row.vmas(),
        special,
        word(row.around()),
        word(row.hole()),
        row.isWatched() ? "; watched" : "",
        word(row.trouble()),
        word(row.beside()));
  }

  private static String word(Enum<?> level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private void write() {
    mappings();
    special();
    hole();
    contents();
    stack();
    trouble();
    watch();
    calls();
  }

  private void add(String call, String... rest) {
    lines.add(call + String.join("", rest));
  }

  /** A call on pages: those of the heap have names of their own. */
  private String on(String call, Object... arguments) {
    StringBuilder text = new StringBuilder(call).append(row.ofHeap() ? "b(" : "(");
    for (int i = 0; i < arguments.length; i++) {
      text.append(i == 0 ? "" : ",").append(arguments[i]);
    }
    return text.append(')').toString();
  }

  private void mappings() {
    if (row.ofHeap()) {
      add("brk_init()");
      add("brk(" + end + ")");
    } else {
      add(on("map", first(), last() - first()));
    }
    for (int page = start; page < end; page++) {
      if (isReadOnly(page) && !isSpecial(page)) {
        add(on("prot", page, 1, "R"));
      }
    }
  }

  private int first() {
    return row.around() == Around.NOTHING || row.around() == Around.TAIL ? start : start - HEAP;
  }

  private int last() {
    boolean behind = row.around() == Around.TAIL || row.around() == Around.BOTH;
    return behind ? end + HEAP : end;
  }

  private void special() {
    int page = place();
    switch (row.kind()) {
      case PLAIN -> {}
      case LOCKED -> add("lock(" + page + ",1)");
      case HUGETLB -> add("map(" + page + "," + HUGE + ",RW,'pa',ex='HUGETLB')");
      case DEVICE -> mapped(page, "dev");
      case FILE -> mapped(page, "f");
      case PROBED -> {
        add(on("map", page, 1, "RX", "'pf'", "fd='u'"));
        add("uprobe(0)");
      }
      case GUARD -> add("adv(" + page + ",1,'GUARD_INSTALL')");
    }
  }

  private void mapped(int page, String file) {
    add(on("map", page, 1, "RW", "'sf'", "fd='" + file + "'"));
    add(on("r", page), " => *");
  }

  private void hole() {
    if (row.hole() != Hole.NONE) {
      add("unmap(" + gap() + ",1)");
    }
  }

  private int gap() {
    return switch (row.hole()) {
      case NONE -> -1;
      case FRONT -> start;
      case INSIDE -> start + row.pages() / 2 + 1;
      case BACK -> end - 1;
    };
  }

  /** What stays below the range is not accessible: a stack keeps no distance from it. */
  private void stack() {
    if (row.around() == Around.STACK) {
      add(on("prot", start - HEAP, HEAP, "N"));
      add(on("map", end, 1, "RW", "'pa'", "ex='GROWSDOWN'"));
      add(on("w", end, "'t'"));
    }
  }

  /** What stays has content, and what goes: at its ends, in the middle, and a batch of pages. */
  private void contents() {
    if (first() < start) {
      add(on("w", start - 1, "'h'"));
    }
    boolean whole = row.kind() == Kind.PLAIN && row.hole() == Hole.NONE && !row.ofHeap();
    if (whole && row.vmas() == 1 && row.pages() >= 70) {
      add("fill(" + start + ",70)");
    }
    for (int page : List.of(start, start + row.pages() / 2)) {
      if (isPlain(page) && page != touched) {
        add(on("w", page, "'b'"));
      }
    }
    if (isPlain(touched)) {
      add(on("w", touched, "'a'"));
    }
  }

  private void trouble() {
    switch (row.trouble()) {
      case SEAL -> add("seal(" + (end - 1) + ",1)");
      case LIMIT -> add("rlim('AS','+0')");
      case ENOMEM -> {
        if (row.kind() == Kind.PLAIN && row.hole() == Hole.NONE && !row.ofHeap()) {
          add("lock2(" + start + "," + row.pages() + ",1)");
        }
      }
      case CHILD -> add("child(\"" + on("r", touched) + "\")", " => *");
      default -> {}
    }
  }

  private void watch() {
    if (!row.isWatched()) {
      return;
    }
    add("uffd_open('" + (row.waitsForMonitor() ? "MONITOR" : "UNMAP") + "')");
    boolean whole =
        row.kind() != Kind.DEVICE && row.kind() != Kind.FILE && row.kind() != Kind.PROBED;
    add(whole ? on("ureg", start, row.pages()) : on("ureg", touched, 1));
  }

  private void calls() {
    String unmapper = row.isAlone() ? "T1: " : "T2: ";
    String other = row.isAlone() ? "T2: " : "T1: ";
    add(unmapper, unmapping(), " => *");
    if (row.waitsForMonitor()) {
      add(other, "uevent() => *");
    }
    beside();
    add("after: ", on("r", touched), " => *");
    add("after: maps() => *");
  }

  private String unmapping() {
    return switch (row.path()) {
      case MUNMAP -> "unmap(" + start + "," + row.pages() + ")";
      case REPLACE -> "map(" + start + "," + row.pages() + ",R,'sa')";
      case BRK -> "brk(" + start + ")";
      case MREMAP -> "remap(" + first() + "," + (end - first()) + "," + (start - first()) + ")";
    };
  }

  private void beside() {
    switch (row.beside()) {
      case AGAIN -> again();
      case MAPS -> {
        add("T1: ", on("map", touched, 1), " => *");
        add("T1: ", on("r", touched), " => *");
      }
      case STORES -> {
        add("T1: ", on("w", touched, "'c'"), " => *");
        add("T1: ", on("r", row.path() == Path.MREMAP ? start - 1 : start), " => *");
      }
      case PROTECTS -> {
        add("T1: ", on("prot", touched, 1, "R"), " => *");
        add("T1: ", on("r", touched), " => *");
      }
      case LOOKS -> {
        add("T1: ", on("r", touched), " => *");
        add("T1: ", row.ofHeap() ? on("r", start) : "maps()", " => *");
      }
      case GUEST -> {
        add("T1: guest(" + touched + ") => *");
        add("T1: guest(" + touched + ") => *");
      }
      case GROWS -> {
        add("T1: ", on("w", end - 1, "'s'"), " => *");
        add("T1: ", on("r", end - 1), " => *");
      }
    }
  }

  private void again() {
    if (row.trouble() == Trouble.ENOMEM) {
      add("T1: vmlck() => *");
      add("T1: ", on("r", touched), " => *");
      add("T1: ", on("r", start), " => *");
    }
    if (row.path() != Path.MREMAP || row.trouble() == Trouble.ENOMEM) {
      add("T1: ", unmapping(), " => *");
    }
    add("T1: ", on("r", touched), " => *");
    if (row.trouble() == Trouble.SIGNAL) {
      add("T2: map(" + 2 * END + ",1) => *");
    }
  }

  /** The last page that can be stored to and is not special. */
  private int lastPlain() {
    for (int page = end - 1; page > start; page--) {
      if (isPlain(page)) {
        return page;
      }
    }
    return start;
  }

  private boolean isPlain(int page) {
    return !isReadOnly(page) && !isSpecial(page) && page != gap();
  }

  private boolean isReadOnly(int page) {
    int index = page - start;
    return index % 2 == 1 && index < row.vmas();
  }

  /** Locked memory can be stored to all the same. */
  private boolean isSpecial(int page) {
    return switch (row.kind()) {
      case PLAIN, LOCKED -> false;
      case HUGETLB -> page >= place() && page < place() + HUGE;
      default -> page == place();
    };
  }

  private int place() {
    boolean last = row.where() == Where.LAST;
    if (row.kind() == Kind.HUGETLB) {
      return last ? END - HUGE : END - 2 * HUGE;
    }
    return last ? end - 1 : row.where() == Where.FIRST ? start : start + row.pages() / 2;
  }
}
