// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;

/** The tables of pmds of an address space that others use too, for huge pages of one file. */
final class SharedTables {
  private final MmStruct mm;
  private final PageTables tables;

  SharedTables(MmStruct mm, PageTables tables) {
    this.mm = mm;
    this.tables = tables;
  }

  /** Takes a table that another address space has, unless there is one already. */
  void join(long address, UpperTable table) {
    mm.pageTableLock().lock();
    mm.machine().step(StepKind.TABLE_WRITE, tables.tableId(address), Access.WRITE);
    if (tables.pmdTable(address) == null) {
      tables.setPmdTable(address, table);
      table.addSharers(1);
    }
    mm.pageTableLock().unlock();
  }

  /** Lets go of the table of an address if others have it too; whether it did. */
  boolean leave(long address) {
    UpperTable table = tables.pmdTable(address);
    if (table == null || table.sharers() == 1) {
      return false;
    }
    mm.pageTableLock().lock();
    mm.machine().step(StepKind.TABLE_WRITE, tables.tableId(address), Access.WRITE);
    boolean shared = table.sharers() > 1;
    if (shared) {
      letGo(address, table);
    }
    mm.pageTableLock().unlock();
    return shared;
  }

  void letGo(long address, UpperTable table) {
    tables.setPmdTable(address, null);
    table.addSharers(-1);
  }

  /** Rule H2: no table is freed that others use. */
  void reportFreed(UpperTable table) {
    mm.machine()
        .report(
            MmRule.H2,
            "page table of "
                + Long.toHexString(table.base)
                + " freed while "
                + (table.sharers() - 1)
                + " other address space uses it");
  }
}
