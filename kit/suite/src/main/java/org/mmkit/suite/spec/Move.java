// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** One way in which a call can have happened: what it answered and the world after it. */
record Move(String answer, World world) {}
