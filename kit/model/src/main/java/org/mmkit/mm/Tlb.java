// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;

/**
 * The translations that one CPU has cached: pages, and the lowest page tables it walked through.
 */
public final class Tlb {
  private static final int PAGES = 64;
  private static final int TABLES = 16;

  /** Room for a few, then for all: most runs of a small program cache a handful. */
  private static final int FEW = 8;

  private MmStruct[] mms = new MmStruct[FEW];
  private long[] addresses = new long[FEW];
  private long[] ptes = new long[FEW];
  private int size;
  private int oldest;

  private MmStruct[] tableMms = new MmStruct[FEW];
  private PteTable[] tables = new PteTable[FEW];
  private int tableCount;
  private int oldestTable;

  /** The cached entry of a page, or {@link Pte#NONE}. */
  public long lookup(MmStruct mm, long page) {
    for (int i = 0; i < size; i++) {
      if (mms[i] == mm && addresses[i] == page) {
        return ptes[i];
      }
    }
    return Pte.NONE;
  }

  /** The pages of an mm whose entries are cached, in no order that counts; for an onlooker. */
  public long[] pages(MmStruct mm) {
    return IntStream.range(0, size)
        .filter(i -> mms[i] == mm)
        .mapToLong(i -> addresses[i])
        .sorted()
        .toArray();
  }

  /** Caches an entry, in place of an older one of the page. */
  public void fill(MmStruct mm, long page, long pte) {
    int slot = slotOf(mm, page);
    if (slot == size) {
      slot = size < PAGES ? size++ : oldest++ % PAGES;
      if (slot == FEW && mms.length == FEW) {
        mms = Arrays.copyOf(mms, PAGES);
        addresses = Arrays.copyOf(addresses, PAGES);
        ptes = Arrays.copyOf(ptes, PAGES);
      }
    }
    mms[slot] = mm;
    addresses[slot] = page;
    ptes[slot] = pte;
  }

  private int slotOf(MmStruct mm, long page) {
    int slot = 0;
    while (slot < size && (mms[slot] != mm || addresses[slot] != page)) {
      slot++;
    }
    return slot;
  }

  /** The cached table that maps an address, or null. */
  public @Nullable PteTable cachedTable(MmStruct mm, long address) {
    for (int i = 0; i < tableCount; i++) {
      if (tableMms[i] == mm && tables[i].base == (address & -Addr.PMD_SIZE)) {
        return tables[i];
      }
    }
    return null;
  }

  /**
   * Remembers a page table, as a walk cache does, in place of the oldest one if there is no room.
   */
  public void cacheTable(MmStruct mm, PteTable table) {
    int slot = tableCount < TABLES ? tableCount++ : oldestTable++ % TABLES;
    if (slot == FEW && tables.length == FEW) {
      tableMms = Arrays.copyOf(tableMms, TABLES);
      tables = Arrays.copyOf(tables, TABLES);
    }
    tableMms[slot] = mm;
    tables[slot] = table;
  }

  /** Drops the translations of [start, end) of an mm, and its tables there if asked. */
  void flush(MmStruct mm, long start, long end, boolean withTables) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (mms[i] != mm || addresses[i] < start || addresses[i] >= end) {
        mms[kept] = mms[i];
        addresses[kept] = addresses[i];
        ptes[kept++] = ptes[i];
      }
    }
    size = kept;
    if (withTables) {
      flushTables(mm, start, end);
    }
  }

  /** Drops everything. */
  void clear() {
    size = 0;
    tableCount = 0;
  }

  private void flushTables(MmStruct mm, long start, long end) {
    int kept = 0;
    for (int i = 0; i < tableCount; i++) {
      boolean apart = tables[i].limit() <= start || tables[i].base >= end;
      if (tableMms[i] != mm || apart) {
        tableMms[kept] = tableMms[i];
        tables[kept++] = tables[i];
      }
    }
    tableCount = kept;
  }

  int size() {
    return size;
  }

  MmStruct mmAt(int index) {
    return mms[index];
  }

  long addressAt(int index) {
    return addresses[index];
  }

  long pteAt(int index) {
    return ptes[index];
  }

  boolean caches(PteTable table) {
    for (int i = 0; i < tableCount; i++) {
      if (tables[i] == table) {
        return true;
      }
    }
    return false;
  }
}
