// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.mmkit.machine.Rule;

/**
 * A rule that a run broke, and how.
 *
 * @param sentence what happened, in plain English
 */
public record Broken(Rule rule, String sentence) {}
