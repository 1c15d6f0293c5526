// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/**
 * One statement of a load.
 *
 * @param action what it does
 * @param mayFail whether an error is no news ({@code call(...)?})
 * @param file the name of its file
 * @param line its line, from 1
 * @param text as written
 */
record Statement(Action action, boolean mayFail, String file, int line, String text) {

  String place() {
    return file + ":" + line;
  }
}
