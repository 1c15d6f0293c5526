// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The pool of huge pages of 2 MiB: how many are free, and how many of those are promised. */
public final class HugetlbPool {
  private final int total;
  private int free;
  private int reserved;
  private final Set<Integer> promisedWhenBack = new TreeSet<>();
  private boolean holdsBack;
  private boolean ownerRefused;
  private final List<Runnable> waiting = new ArrayList<>(0);

  HugetlbPool(int pages) {
    this.total = pages;
    this.free = pages;
  }

  /** From now on what files give back waits: a file goes when the call that let go of it ends. */
  void holdBack() {
    holdsBack = true;
  }

  /** What waited is given back. */
  void letGo() {
    holdsBack = false;
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  /** Gives back what a file held, now or when that is due. */
  void release(Runnable file) {
    if (holdsBack) {
      waiting.add(file);
    } else {
      file.run();
    }
  }

  /** Promises pages to a mapping; false if there are not enough. */
  boolean reserve(int pages) {
    if (free - reserved < pages) {
      return false;
    }
    reserved += pages;
    return true;
  }

  void unreserve(int pages) {
    reserved -= pages;
  }

  /** A page that was promised and taken is promised again as soon as it comes back. */
  void promiseWhenBack(int frame) {
    promisedWhenBack.add(frame);
  }

  /** Takes a page: a reserved one, or a free one without a reservation. */
  boolean take(boolean fromReserve) {
    if (fromReserve) {
      reserved--;
    } else if (free - reserved < 1) {
      return false;
    }
    free--;
    return true;
  }

  void giveBack(int frame) {
    free++;
    if (promisedWhenBack.remove(frame)) {
      reserved++;
    }
  }

  void noteOwnerRefused() {
    ownerRefused = true;
  }

  /**
   * Whether an owner of reserved memory was refused a copy: Linux takes the page from its children
   * then ({@code unmap_ref_private}), which the model does not.
   */
  public boolean hasRefusedOwner() {
    return ownerRefused;
  }

  /** Pages in the pool, in use or not. */
  public int total() {
    return total;
  }

  /** Pages not in use. */
  public int free() {
    return free;
  }

  /**
   * Free pages that are promised. Below 0 while a child has the pages of a private mapping that is
   * gone: Linux gives back the promise with the mapping and takes it again with the page.
   */
  public int reserved() {
    return reserved;
  }
}
