// SPDX-License-Identifier: Apache-2.0
/** Schedules as text files: written, read, and followed again as far as the strategy allows. */
package org.mmkit.suite.sched;
