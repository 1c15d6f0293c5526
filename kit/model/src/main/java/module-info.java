// SPDX-License-Identifier: Apache-2.0
/** The simulated machine, the model of Linux memory management, and ways to unmap. */
module org.mmkit.model {
  requires static org.jspecify;

  exports org.mmkit.unmap;
  exports org.mmkit.machine to
      org.mmkit.suite,
      org.mmkit.junit;
  exports org.mmkit.machine.bugs to
      org.mmkit.suite;
  exports org.mmkit.machine.keep to
      org.mmkit.suite;
  exports org.mmkit.machine.policy to
      org.mmkit.suite;
  exports org.mmkit.machine.profile to
      org.mmkit.suite;
  exports org.mmkit.machine.search to
      org.mmkit.suite;
  exports org.mmkit.machine.turn to
      org.mmkit.suite;
  exports org.mmkit.mm to
      org.mmkit.suite;
  exports org.mmkit.mm.beside to
      org.mmkit.suite;
  exports org.mmkit.mm.bugs to
      org.mmkit.suite;
  exports org.mmkit.mm.config to
      org.mmkit.suite;
  exports org.mmkit.mm.proc to
      org.mmkit.suite;
  exports org.mmkit.mm.syscall to
      org.mmkit.suite;
  exports org.mmkit.mm.uapi to
      org.mmkit.suite;
  exports org.mmkit.unmap.kernel to
      org.mmkit.suite;
  exports org.mmkit.unmap.shipped to
      org.mmkit.suite;
  exports org.mmkit.unmap.exclusive to
      org.mmkit.suite;
  exports org.mmkit.unmap.sections to
      org.mmkit.suite;
  exports org.mmkit.unmap.twophase to
      org.mmkit.suite;
  exports org.mmkit.unmap.dead to
      org.mmkit.suite;
  exports org.mmkit.unmap.detach to
      org.mmkit.suite;
  exports org.mmkit.unmap.merged to
      org.mmkit.suite;
  exports org.mmkit.unmap.pervma to
      org.mmkit.suite;
  exports org.mmkit.unmap.gather to
      org.mmkit.suite;
  exports org.mmkit.unmap.museum to
      org.mmkit.suite;
}
