// SPDX-License-Identifier: Apache-2.0
/** Keeps the state of a run and puts it back, field by field. Knows nothing of the machine. */
package org.mmkit.machine.keep;
