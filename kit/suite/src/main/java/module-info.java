/** Programs, targets, stages, oracles and run records: what judges a strategy. */
module org.mmkit.suite {
  requires transitive org.mmkit.model;
}
