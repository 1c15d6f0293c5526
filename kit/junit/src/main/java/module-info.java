/** Cases as tests of the JUnit Platform. */
module org.mmkit.junit {
  requires transitive org.mmkit.model;
  requires org.mmkit.suite;
  requires static org.jspecify;
  requires transitive org.junit.platform.engine;

  exports org.mmkit.junit;

  provides org.junit.platform.engine.TestEngine with
      org.mmkit.junit.MmkitTestEngine;
}
