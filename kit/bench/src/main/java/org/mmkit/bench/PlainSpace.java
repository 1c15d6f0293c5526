// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/**
 * The race of a growing stack with munmap in plain Java, as small as it can be said: pages 0 and 1
 * are the range R, at the end of one page table; page 2 is the stack S, at the start of the next.
 * Public, with public methods, for Lincheck calls them.
 */
public abstract class PlainSpace {
  private static final int OK = 0;
  private static final int RANGE_END = 2;

  /** A page table of two entries, of which a null one is none. */
  private static final class Table {
    final Page[] entries = new Page[2];
    boolean freed;
  }

  private static final class Page {
    int content;
  }

  private final boolean keepsLock;
  private final MonitorSem mmapSem = new MonitorSem();
  private final Object pageTableLock = new Object();
  private final Table[] tables = {new Table(), new Table()};
  private boolean rangeAttached = true;
  private int stackStart = RANGE_END;
  private @Nullable Table unlinked;

  /**
   * R's first page and S's page are populated.
   *
   * @param keepsLock whether munmap keeps the lock for writing, because a stack is above
   */
  PlainSpace(boolean keepsLock) {
    this.keepsLock = keepsLock;
    tables[0].entries[0] = new Page();
    tables[1].entries[0] = new Page();
  }

  /** Unmaps R: detach, downgrade, zap, free the table; then R may be unmapped again. */
  @Operation
  public int munmap() {
    mmapSem.downWrite();
    if (!rangeAttached) {
      mmapSem.upWrite();
      return OK;
    }
    rangeAttached = false;
    if (!keepsLock) {
      mmapSem.downgradeWrite();
    }
    zap();
    freeTables();
    if (keepsLock) {
      mmapSem.upWrite();
    } else {
      mmapSem.upRead();
    }
    return OK;
  }

  private void zap() {
    Table table = tables[0];
    synchronized (table) {
      for (int page = 0; page < RANGE_END; page++) {
        if (table.entries[page] != null) {
          table.entries[page] = null;
        }
      }
    }
  }

  private void freeTables() {
    int ceiling = stackStart;
    if (ceiling < RANGE_END) {
      return;
    }
    Table table;
    synchronized (pageTableLock) {
      table = tables[0];
      tables[0] = null;
    }
    table.freed = true;
    unlinked = table;
  }

  /** Stores to a page. */
  @Operation
  public int store(int page, int value) {
    touch(page).content = value;
    return OK;
  }

  /** Loads from a page. */
  @Operation
  public int load(int page) {
    return touch(page).content;
  }

  /** The page as the hardware finds it, after as many faults as that takes. */
  private Page touch(int page) {
    Page found = walk(page);
    while (found == null) {
      fault(page);
      found = walk(page);
    }
    return found;
  }

  private @Nullable Page walk(int page) {
    Table table = tables[page / 2];
    return table == null ? null : table.entries[page % 2];
  }

  private void fault(int page) {
    mmapSem.downRead();
    boolean mapped = page < RANGE_END && rangeAttached || page >= stackStart;
    if (!mapped) {
      growStack(page);
    }
    install(page);
    mmapSem.upRead();
  }

  private void growStack(int page) {
    synchronized (pageTableLock) {
      if (page < stackStart) {
        stackStart = page;
      }
    }
  }

  private void install(int page) {
    Table table;
    synchronized (pageTableLock) {
      if (tables[page / 2] == null) {
        tables[page / 2] = new Table();
      }
      table = tables[page / 2];
    }
    synchronized (table) {
      if (table.entries[page % 2] == null) {
        table.entries[page % 2] = new Page();
      }
    }
  }

  /** No page may be mapped by a table that was freed. */
  @Validate
  public void check() {
    if (unlinked != null && (unlinked.entries[0] != null || unlinked.entries[1] != null)) {
      throw new IllegalStateException("a page is mapped by a page table that was freed");
    }
  }
}
