// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mmkit.mm.Parts;

/**
 * All bugs of the past that can be switched on in the model's paths.
 *
 * <p>To add one:
 *
 * <ol>
 *   <li>Find the step that went wrong. If it is not yet a method, make it one: {@code protected},
 *       narrow, with a kernel word for a name. {@code protected} in mm says: a step that went wrong
 *       once. The healthy path calls it and has no other trace of the bug.
 *   <li>If the class of that step has no {@link org.mmkit.mm.Part} yet, give it one: a constant
 *       {@code PART = Part.of("mmu_gather", MmuGather::new)}, a static method {@code of(task, …)}
 *       that is the only place where it is made, by {@code kernel.parts().maker(PART)}, and a
 *       protected constructor. Static helpers become methods first.
 *   <li>Add a constant to the enum of the family, such as {@link BugsC}. Its name is the id in the
 *       corpus, its Javadoc is one sentence that says what went wrong, its argument is the part
 *       with the step overridden. A bug that needs more than a few lines is a class of this
 *       package.
 *   <li>Add its exhibit to the museum.
 * </ol>
 */
public final class Bugs {
  private static final List<Bug> ALL =
      Stream.<Bug[]>of(
              BugsA.values(),
              BugsB.values(),
              BugsC.values(),
              BugsD.values(),
              BugsE.values(),
              BugsF.values(),
              BugsG.values(),
              BugsI.values(),
              BugsJ.values(),
              BugsK.values())
          .flatMap(Stream::of)
          .toList();

  private Bugs() {}

  /** All of them, in the order of their ids. */
  public static List<Bug> all() {
    return ALL;
  }

  /** The bug of an id of the corpus. */
  public static Optional<Bug> of(String id) {
    return ALL.stream().filter(bug -> bug.id().equals(id)).findFirst();
  }

  /**
   * The parts of a kernel that has all of some bugs.
   *
   * @throws IllegalArgumentException if two of them are in the same part, with both named
   */
  public static Parts parts(Collection<? extends Bug> bugs) {
    List<Bug> before = new ArrayList<>();
    Parts parts = Parts.standard();
    for (Bug bug : bugs) {
      for (Bug other : before) {
        bug.parts().common(other.parts()).ifPresent(part -> refuse(other, bug, part));
      }
      parts = parts.and(bug.parts());
      before.add(bug);
    }
    return parts;
  }

  private static void refuse(Bug one, Bug other, Object part) {
    throw new IllegalArgumentException(
        one.id() + " and " + other.id() + " cannot be switched on together: both change " + part);
  }
}
