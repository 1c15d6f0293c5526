// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.LockDefect;
import org.mmkit.mm.Parts;
import org.mmkit.mm.bugs.Bug;
import org.mmkit.mm.bugs.Bugs;
import org.mmkit.mm.config.Defect;

/**
 * Bugs of the past that are switched on beside a strategy.
 *
 * @param bugs those of the kernel's paths
 * @param paths those of them that are not classes yet
 * @param locks those of its locks
 */
public record Defects(List<Bug> bugs, Set<Defect> paths, Set<LockDefect> locks) {

  /** None. */
  public static final Defects NONE = new Defects(List.of(), Set.of(), Set.of());

  /** Copies all. */
  public Defects {
    bugs = List.copyOf(bugs);
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
   * @throws BadInputException if one of them cannot be switched on, or two not together
   */
  public static Defects of(Collection<String> ids) {
    List<Bug> bugs = new ArrayList<>();
    EnumSet<Defect> paths = EnumSet.noneOf(Defect.class);
    EnumSet<LockDefect> locks = EnumSet.noneOf(LockDefect.class);
    for (String id : new TreeSet<>(ids)) {
      Optional<Bug> bug = Bugs.of(id);
      Optional<Defect> path = Defect.of(id);
      Optional<LockDefect> lock = LockDefect.of(id);
      if (bug.isEmpty() && path.isEmpty() && lock.isEmpty()) {
        throw unknown(id);
      }
      bug.ifPresent(bugs::add);
      path.ifPresent(paths::add);
      lock.ifPresent(locks::add);
    }
    try {
      Bugs.parts(bugs);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage() + " (mmkit.defect).");
    }
    return new Defects(bugs, paths, locks);
  }

  private static BadInputException unknown(String id) {
    Defects all =
        new Defects(Bugs.all(), EnumSet.allOf(Defect.class), EnumSet.allOf(LockDefect.class));
    return new BadInputException(
        "There is no defect \""
            + id
            + "\" that can be switched on (mmkit.defect); there are "
            + String.join(", ", all.ids())
            + ".");
  }

  /** The parts of a kernel that has them. */
  public Parts parts() {
    return Bugs.parts(bugs);
  }

  /** Their ids in the corpus. */
  public Set<String> ids() {
    TreeSet<String> ids = new TreeSet<>();
    bugs.forEach(bug -> ids.add(bug.id()));
    paths.forEach(defect -> ids.add(defect.id()));
    locks.forEach(defect -> ids.add(defect.id()));
    return ids;
  }
}
