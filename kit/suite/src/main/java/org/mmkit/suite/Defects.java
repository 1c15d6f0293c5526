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
import java.util.stream.Collectors;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.bugs.LockBug;
import org.mmkit.mm.Parts;
import org.mmkit.mm.bugs.Bug;
import org.mmkit.mm.bugs.Bugs;

/**
 * Bugs of the past that are switched on beside a strategy.
 *
 * @param bugs those of the kernel's paths
 * @param locks those of its locks
 */
public record Defects(List<Bug> bugs, Set<LockBug> locks) {

  /** None. */
  public static final Defects NONE = new Defects(List.of(), Set.of());

  /** Copies all. */
  public Defects {
    bugs = List.copyOf(bugs);
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
    List<Bug> bugs = new ArrayList<>();
    EnumSet<LockBug> locks = EnumSet.noneOf(LockBug.class);
    for (String id : new TreeSet<>(ids)) {
      Optional<Bug> bug = Bugs.of(id);
      Optional<LockBug> lock = LockBug.of(id);
      if (bug.isEmpty() && lock.isEmpty()) {
        throw unknown(id);
      }
      bug.ifPresent(bugs::add);
      lock.ifPresent(locks::add);
    }
    if (locks.size() > 1) {
      throw new BadInputException(
          locks.stream().map(LockBug::id).collect(Collectors.joining(" and "))
              + " cannot be switched on together: both change the semaphore (mmkit.defect).");
    }
    try {
      Bugs.parts(bugs);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage() + " (mmkit.defect).");
    }
    return new Defects(bugs, locks);
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
    Defects all = new Defects(Bugs.all(), EnumSet.allOf(LockBug.class));
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
    locks.forEach(defect -> ids.add(defect.id()));
    return ids;
  }
}
