// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.LockDefect;
import org.mmkit.mm.config.Defect;

/**
 * Bugs of the past that are switched on beside a strategy.
 *
 * @param paths those of the kernel's paths
 * @param locks those of its locks
 */
public record Defects(Set<Defect> paths, Set<LockDefect> locks) {

  /** None. */
  public static final Defects NONE = new Defects(Set.of(), Set.of());

  /** Copies both. */
  public Defects {
    EnumSet<Defect> copyOfPaths = EnumSet.noneOf(Defect.class);
    copyOfPaths.addAll(paths);
    paths = Collections.unmodifiableSet(copyOfPaths);
    EnumSet<LockDefect> copyOfLocks = EnumSet.noneOf(LockDefect.class);
    copyOfLocks.addAll(locks);
    locks = Collections.unmodifiableSet(copyOfLocks);
  }

  /**
   * The bugs of some ids of the corpus, as the user names them ({@code mmkit.defect=C-01,H-04}).
   *
   * @throws BadInputException if one of them cannot be switched on
   */
  public static Defects of(Collection<String> ids) {
    EnumSet<Defect> paths = EnumSet.noneOf(Defect.class);
    EnumSet<LockDefect> locks = EnumSet.noneOf(LockDefect.class);
    for (String id : ids) {
      Optional<Defect> path = Defect.of(id);
      Optional<LockDefect> lock = LockDefect.of(id);
      if (path.isEmpty() && lock.isEmpty()) {
        throw unknown(id);
      }
      path.ifPresent(paths::add);
      lock.ifPresent(locks::add);
    }
    return new Defects(paths, locks);
  }

  private static BadInputException unknown(String id) {
    Defects all = new Defects(EnumSet.allOf(Defect.class), EnumSet.allOf(LockDefect.class));
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
