// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/**
 * A call and what it should give.
 *
 * @param call the call
 * @param expected the results it may have
 * @param line its line in the file, from 1
 * @param text the line as written, without a task's name
 */
public record Step(Call call, Expected expected, int line, String text) {}
