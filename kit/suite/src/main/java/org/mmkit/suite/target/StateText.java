// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.machine.Scene;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.Tlb;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.suite.program.Arena;

/**
 * The state of a system in words, as an onlooker sees it who takes no step: who holds which lock,
 * the VMAs that a lookup finds, page tables and their entries, what the TLBs hold, and counters.
 * Pages are counted from the base of the arena, as programs count them.
 */
final class StateText {
  private static final long PAGE = 4096;
  private static final long FROM = Arena.BASE - (PAGE << 20);
  private static final long TO = Arena.BASE + (PAGE << 20);
  private static final int ENTRIES_MAX = 48;

  private final SortedMap<String, String> words = new TreeMap<>();
  private final Kernel kernel;
  private final MmStruct mm;
  private int entries;

  private StateText(World world) {
    this.kernel = world.kernel();
    this.mm = world.process().mm();
  }

  /** Name to value, such as {@code vma 0-2} to {@code rw-p}. */
  static SortedMap<String, String> of(World world) {
    StateText text = new StateText(world);
    text.locks();
    text.vmas();
    text.tables();
    text.tlbs();
    text.counters();
    return text.words;
  }

  private void locks() {
    for (Scene.Held held : kernel.machine().recorder().now().held()) {
      String who = kernel.machine().task(held.task()).name() + " " + held.mode();
      words.merge("lock " + held.lock(), who, (before, more) -> before + ", " + more);
    }
  }

  private void vmas() {
    for (int i = 0; i < mm.vmas().size() && entries < ENTRIES_MAX; i++) {
      VmArea vma = mm.vmas().at(i);
      if (!vma.isFreed() && vma.lies(FROM, TO)) {
        String grows = vma.has(VmFlags.VM_GROWSDOWN) ? " grows down" : "";
        String locked = vma.has(VmFlags.VM_LOCKED) ? " locked" : "";
        words.put(
            "vma " + page(vma.start()) + "-" + page(vma.end()),
            VmFlags.permissions(vma.flags()) + grows + locked);
        entries++;
      }
    }
  }

  private void tables() {
    entries = 0;
    PageTables.Visitor visitor = (table, start, end) -> table(table);
    mm.pageTables().visit(FROM, TO, visitor);
  }

  private void table(PteTable table) {
    if (table.isReclaimed()) {
      return;
    }
    words.put("table " + page(table.base), table.used() + " entries");
    for (int i = table.windowStart(); i < table.windowEnd() && entries < ENTRIES_MAX; i++) {
      long pte = table.remembered(i);
      if (pte != Pte.NONE) {
        words.put("pte " + page(table.addressOf(i)), entry(pte));
        entries++;
      }
    }
  }

  /** The frame, how it may be used, and its first byte. */
  private String entry(long pte) {
    int frame = Pte.frame(pte);
    if (frame == PageFrames.ZERO_PAGE) {
      return "the zero page r-";
    }
    if (!Pte.holdsNormalPage(pte)) {
      return "special";
    }
    byte first = kernel.frames().peek(frame);
    String content = first == 0 ? "zeroes" : "'" + (char) (first & 0x7f) + "'";
    return "frame " + frame + (Pte.isWritable(pte) ? " rw " : " r- ") + content;
  }

  private void tlbs() {
    for (int cpu = 0; cpu < kernel.machine().cpus(); cpu++) {
      Tlb tlb = kernel.tlbs().of(cpu);
      for (long address : tlb.pages(mm)) {
        if (address >= FROM && address < TO) {
          words.put(
              "tlb of cpu " + cpu + " " + page(address),
              "frame " + Pte.frame(tlb.lookup(mm, address)));
        }
      }
    }
  }

  private void counters() {
    long resident =
        mm.rss().pages(RssStat.MM_ANONPAGES)
            + mm.rss().pages(RssStat.MM_FILEPAGES)
            + mm.rss().pages(RssStat.MM_SHMEMPAGES);
    words.put("count rss", Long.toString(resident));
    words.put("count total_vm", Long.toString(mm.counters().totalVm()));
    words.put("count locked_vm", Long.toString(mm.counters().lockedVm()));
    words.put("count page tables", Integer.toString(mm.pageTables().pteTables()));
    words.put("count frames in use", Integer.toString(kernel.frames().inUse()));
  }

  private static long page(long address) {
    return Math.floorDiv(address - Arena.BASE, PAGE);
  }
}
