// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import org.mmkit.machine.Rule;

/**
 * What figures say against a strategy.
 *
 * @param rule the rule that they break
 * @param sentence the figures, in plain English
 */
public record Slow(Rule rule, String sentence) {}
