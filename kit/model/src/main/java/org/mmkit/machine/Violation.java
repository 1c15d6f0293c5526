// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * A rule that a run broke.
 *
 * @param rule the rule
 * @param message what happened, in plain English
 * @param task id of the task that was running, or -1
 * @param taskName its name, or the empty string
 * @param step number of visible steps taken before
 * @param source the strategy's line as {@code File.java:line}, or the empty string
 * @param scene what else was known then
 */
public record Violation(
    Rule rule, String message, int task, String taskName, long step, String source, Scene scene) {}
