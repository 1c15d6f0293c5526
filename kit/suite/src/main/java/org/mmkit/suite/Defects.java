// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.bugs.LockBug;
import org.mmkit.mm.config.Defect;

/**
 * Bugs of the past that are switched on beside a strategy.
 *
 * @param paths those of the kernel's paths
 * @param locks those of its locks
 */
public record Defects(Set<Defect> paths, Set<LockBug> locks) {

  /** None. */
  public static final Defects NONE = new Defects(Set.of(), Set.of());

  /** Copies both. */
  public Defects {
    EnumSet<Defect> copyOfPaths = EnumSet.noneOf(Defect.class);
    copyOfPaths.addAll(paths);
    paths = Collections.unmodifiableSet(copyOfPaths);
    EnumSet<LockBug> copyOfLocks = EnumSet.noneOf(LockBug.class);
    copyOfLocks.addAll(locks);
    locks = Collections.unmodifiableSet(copyOfLocks);
  }

  /**
   * The bugs of some ids of the corpus, as the user names them ({@code mmkit.defect=C-01,H-04}).
   *
   * @throws BadInputException if one of them cannot be switched on, or two not together
   */
  public static Defects of(Collection<String> ids) {
    EnumSet<Defect> paths = EnumSet.noneOf(Defect.class);
    EnumSet<LockBug> locks = EnumSet.noneOf(LockBug.class);
    for (String id : ids) {
      Optional<Defect> path = Defect.of(id);
      Optional<LockBug> lock = LockBug.of(id);
      if (path.isEmpty() && lock.isEmpty()) {
        throw unknown(id);
      }
      path.ifPresent(paths::add);
      lock.ifPresent(locks::add);
    }
    if (locks.size() > 1) {
      throw new BadInputException(
          locks.stream().map(LockBug::id).collect(Collectors.joining(" and "))
              + " cannot be switched on together: both change the semaphore (mmkit.defect).");
    }
    return new Defects(paths, locks);
  }

  /** Semaphores in the queue's order that have the bug, if there is one among these. */
  public LockOptions lockOptions() {
    LockOptions options = LockOptions.defaults();
    for (LockBug bug : locks) {
      options = options.withSemaphores(bug.semaphores());
    }
    return options;
  }

  private static BadInputException unknown(String id) {
    Defects all = new Defects(EnumSet.allOf(Defect.class), EnumSet.allOf(LockBug.class));
    return new BadInputException(
        "There is no defect \""
            + id
            + "\" that can be switched on (mmkit.defect); there are "
            + String.join(", ", all.ids())
            + ".");
  }

  /** Their ids in the corpus. */
  public Set<String> ids() {
    TreeSet<String> ids = new TreeSet<>();
    paths.forEach(defect -> ids.add(defect.id()));
    locks.forEach(defect -> ids.add(defect.id()));
    return ids;
  }
}
