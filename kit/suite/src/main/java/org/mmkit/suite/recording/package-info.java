// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings: what a program did to its memory, as strace(1) and perf(1) saw it, replayed with some
 * strategy. {@code LogReader} reads the lines of a log, {@code CallReader} what a call means,
 * {@code Order} finds what has to come before what, and {@code Replay} carries it all out on the
 * machine in virtual time.
 */
@NullMarked
package org.mmkit.suite.recording;

import org.jspecify.annotations.NullMarked;
