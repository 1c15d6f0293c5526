// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source in memory. */
final class Source extends SimpleJavaFileObject {
  private final String text;

  Source(String className, String text) {
    super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
