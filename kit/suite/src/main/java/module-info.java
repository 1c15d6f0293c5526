/** Programs, targets, stages, oracles and run records: what judges a strategy. */
module org.mmkit.suite {
  requires transitive org.mmkit.model;
  requires static org.jspecify;

  exports org.mmkit.suite to
      org.mmkit.junit;
  exports org.mmkit.suite.catalogue to
      org.mmkit.junit;
  exports org.mmkit.suite.explore to
      org.mmkit.junit;
  exports org.mmkit.suite.program to
      org.mmkit.junit;
  exports org.mmkit.suite.record to
      org.mmkit.junit;
  exports org.mmkit.suite.render to
      org.mmkit.junit;

  // A checkpoint keeps the fields of what takes part in a run.
  opens org.mmkit.suite.target to
      org.mmkit.model;
}
