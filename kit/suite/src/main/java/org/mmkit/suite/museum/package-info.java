// SPDX-License-Identifier: Apache-2.0
/** The table of the bugs of the history of munmap: which shows what, where, and with whom. */
package org.mmkit.suite.museum;
