// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/**
 * A kind of work that takes virtual time. Each layer lists its own kinds in an enum of this type;
 * what each costs is data of a {@link MachineProfile}, which knows them by name.
 */
public interface Cost {

  /** The name by which a profile gives its figure, such as {@code RWSEM_ACQUIRE}. */
  String name();

  /** The place of the name in the tables of all profiles: {@link CostNames#place} of it. */
  int place();
}
