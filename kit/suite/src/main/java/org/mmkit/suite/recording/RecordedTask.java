// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.List;

/**
 * A task of a recording.
 *
 * @param tid its number in the log
 * @param events what it did; the last one is its end
 */
record RecordedTask(int tid, List<Event> events) {}
